using Api.Tests.Lake;

namespace Api.Tests;

/// <summary>One server with the small lake for all tests that only read.</summary>
[SetUpFixture]
internal sealed class SharedServer
{
    public static TestServer Server { get; private set; } = null!;

    public static string First { get; private set; } = "";

    public static string Second { get; private set; } = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        (First, Second) = SmallLake.Write(new LakeWriter(folder));
        Server = await TestServer.StartAsync(folder);
    }

    /// <summary>Another server with the same lake in a folder of its own and with settings.</summary>
    public static Task<TestServer> StartAnotherAsync(params string[] settings)
    {
        var folder = TestServer.NewFolder();
        SmallLake.Write(new LakeWriter(folder));
        return TestServer.StartAsync(folder, null, settings);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Server.DisposeAsync();
}
