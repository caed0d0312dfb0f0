using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>The one Chromium of the test run. It is looked for on the machine and never downloaded.</summary>
[SetUpFixture]
public sealed class Browsing
{
    private static readonly string[] Quiet =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? playwright;

    public static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Launch()
    {
        var executable = FindChromium() ?? throw new InvalidOperationException(
            "The dashboard's tests need Chromium: install it (Debian: apt-get install chromium) or name it in the environment variable INSIGHT_CHROMIUM.");
        Assertions.SetDefaultExpectTimeout(30_000); // ms; a busy machine
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Quiet });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    private static string? FindChromium()
    {
        string?[] candidates = [Environment.GetEnvironmentVariable("INSIGHT_CHROMIUM"), "/usr/bin/chromium", .. OnPath("chromium"), .. OnPath("chromium-browser")];
        return candidates.FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name));
}
