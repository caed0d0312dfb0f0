using Api.Tests.Comparison;
using Api.Tests.Lake;

namespace Api.Tests.Narrative;

/// <summary>One server with the series of the comparison's tests for this folder's.</summary>
[SetUpFixture]
internal sealed class NarrativeServer
{
    public static TestServer Server { get; private set; } = null!;

    public static string First { get; private set; } = "";

    public static string Second { get; private set; } = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        (First, Second) = ComparisonLake.Write(new LakeWriter(folder));
        Server = await TestServer.StartAsync(folder);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Server.DisposeAsync();
}
