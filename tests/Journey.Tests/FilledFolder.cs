namespace Journey.Tests;

/// <summary>One data folder, filled once by the first start of the real server with all bundled sources, and that server.</summary>
[SetUpFixture]
internal sealed class FilledFolder
{
    public static string Path { get; private set; } = "";

    public static JourneyServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        Path = Directory.CreateTempSubdirectory("insight-journey-").FullName;
        Server = await JourneyServer.StartAsync(Path);
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }
}
