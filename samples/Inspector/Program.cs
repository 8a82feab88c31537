// The inspector alone: a stand-in for the service, for applications in any language and for several at once.
// Point them at it with the host http://localhost:5090 and any public key.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

var app = builder.Build();

app.MapAnalyseInspector("/");

app.Run();
