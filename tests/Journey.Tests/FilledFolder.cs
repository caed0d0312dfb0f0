namespace Journey.Tests;

/// <summary>One data folder, filled once by the first start of the real server with all bundled sources, and a server over it.</summary>
[SetUpFixture]
internal sealed class FilledFolder
{
    public static string Path { get; private set; } = "";

    public static JourneyServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        Path = await BundledFolder.NewAsync();
        Server = await JourneyServer.StartAsync(Path);
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }
}
