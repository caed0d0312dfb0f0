using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>A fixture with the dashboard over canned answers. Every page that it opens must stay free of script errors and of breaches of the content security policy.</summary>
public abstract class DashboardTest
{
    private readonly List<string> complaints = [];
    private CannedApi api = null!;
    private IBrowserContext? context;

    protected string Address => api.Address;

    [OneTimeSetUp]
    public async Task StartServer() => api = await CannedApi.Start();

    [OneTimeTearDown]
    public async Task StopServer() => await api.DisposeAsync();

    [TearDown]
    public async Task CloseContext()
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        Assert.That(complaints, Is.Empty, "script errors or breaches of the content security policy");
    }

    /// <summary>Opens the dashboard at a query such as "?lang=fi" and waits until its values are there.</summary>
    protected async Task<IPage> Open(string query, int width = 1280, Func<IPage, Task>? before = null)
    {
        complaints.Clear();
        context = await Browsing.Browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "fi-FI",
        });
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        await (before?.Invoke(page) ?? Task.CompletedTask);
        await page.GotoAsync(query);
        await Ready(page);
        return page;
    }

    /// <summary>Waits until nothing is being loaded.</summary>
    protected static Task Ready(IPage page) => page.Locator("main[aria-busy=false], .notice").First.WaitForAsync();

    /// <summary>The table as texts: a row a period, without what only screen readers are told.</summary>
    internal static async Task<string[][]> Table(IPage page) => await page.EvaluateAsync<string[][]>(
        """
        () => [...document.querySelectorAll('.values table tr')].map((row) => [...row.children].map((cell) => {
          const copy = cell.cloneNode(true);
          copy.querySelectorAll('.hidden').forEach((hidden) => hidden.remove());
          return copy.textContent;
        }))
        """);
}
