namespace Analyse.Tracking;

/// <summary>What a package adds to the way of an event, for <see cref="WarmUp"/>. It touches nothing of the application's.</summary>
internal interface IWarmUp
{
    void Run();
}
