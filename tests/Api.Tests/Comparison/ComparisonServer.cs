using Api.Tests.Lake;

namespace Api.Tests.Comparison;

/// <summary>One server with the lake of this folder's tests.</summary>
[SetUpFixture]
internal sealed class ComparisonServer
{
    public static TestServer Server { get; private set; } = null!;

    public static string First { get; private set; } = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        (First, _) = ComparisonLake.Write(new LakeWriter(folder));
        Server = await TestServer.StartAsync(folder);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Server.DisposeAsync();
}
