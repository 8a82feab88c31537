using Analyse.Inspector.Transport;
using Xunit;

namespace Analyse.Inspector.Tests.Transport;

public sealed class LoopbackAddressTests
{
    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080/")]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://*:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://+:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://[::]:5080", "http://[::1]:5080/")]
    [InlineData("https://localhost:5081;http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://192.168.1.5:5080;http://*:5082", "http://127.0.0.1:5082/")]
    public void An_address_that_can_be_called_is_found(string addresses, string found) =>
        Assert.Equal(new Uri(found), LoopbackAddress.Find(addresses.Split(';')));

    [Theory]
    [InlineData("")]
    [InlineData("https://localhost:5081")]
    [InlineData("http://192.168.1.5:5080")]
    [InlineData("http://shop.example:5080")]
    [InlineData("http://unix:/run/shop.sock")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("nonsense")]
    public void Where_there_is_none_none_is_found(string addresses) => Assert.Null(LoopbackAddress.Find(addresses.Split(';')));
}
