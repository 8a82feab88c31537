using Analyse.FaultTests.Child;

// A process for the fault tests, which start it, kill it and read what it prints: <scenario> <host of the service> [number].
return args switch
{
    ["worker", var host, var count] => await Hosts.WorkerAsync(host, int.Parse(count, null)),
    ["web", var host] => await Hosts.WebAsync(host),
    ["full", var host] => await Buffers.FullAsync(host),
    ["bytes", var host] => await Buffers.BytesAsync(host),
    ["hanging", var host] => await Buffers.HangingAsync(host),
    ["huge", var host] => await Buffers.HugeAsync(host),
    ["hostile", var host] => await HostileObjects.RunAsync(host),
    ["starved", var host] => await Starvation.RunAsync(host),
    ["oom-buffer", var host] => await OutOfMemory.BufferAsync(host),
    ["oom-hog"] => OutOfMemory.Hog(),
    ["no-logger", var host] => await NoLogger.RunAsync(host),
    ["time-zone", var host] => await TimeZones.RunAsync(host),
    _ => 64,
};
