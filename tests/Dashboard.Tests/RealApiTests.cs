using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Journey.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

/// <summary>The dashboard over the real server with the bundled figures.</summary>
public sealed partial class RealApiTests
{
    private string data = null!;
    private ServerProcess api = null!;
    private HttpClient client = null!;
    private IBrowserContext context = null!;
    private IPage page = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        data = await BundledFolder.NewAsync();
        api = await ServerProcess.StartAsync(data, Tree.Root);
        client = new HttpClient { BaseAddress = new Uri(api.Address) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        client?.Dispose();
        if (api is not null)
        {
            await api.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    [SetUp]
    public async Task OpenPage()
    {
        context = await Browsing.Browser.NewContextAsync(new() { BaseURL = api.Address, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 900 } });
        page = await context.NewPageAsync();
    }

    [TearDown]
    public Task ClosePage() => context.CloseAsync();

    [Test]
    public async Task Theme_indicator_and_an_added_municipality_lead_to_the_numbers_of_the_api()
    {
        await page.GotoAsync("?lang=fi");
        await page.GetByRole(AriaRole.Link, new() { Name = "Työllisyys", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Työttömyysaste", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Lisää kunta tai alue" }).FillAsync("laht");
        await page.GetByRole(AriaRole.Option, new() { Name = "Lahti kunta", Exact = true }).ClickAsync();
        await Expect(page.Locator(".values thead")).ToContainTextAsync("Lahti");

        var shown = (await DashboardTest.Table(page))[1..];
        var rows = JsonNode.Parse(await client.GetStringAsync("v1/values?indicator=unemployment-rate&frequency=year&area=network:paijat-hame-4,KU016,KU098,KU111,KU560,KU398"))!["rows"]!.AsArray();
        var expected = rows.GroupBy(row => (string)row!["period"]!).OrderByDescending(period => period.Key, StringComparer.Ordinal).ToList();
        Assert.That(shown.Select(line => line[0]), Is.EqualTo(expected.Select(period => period.Key)));
        foreach (var (line, period) in shown.Zip(expected))
        {
            Assert.That(line[1..].Zip(period), Has.All.Matches<(string Text, JsonNode? Row)>(cell => Agrees(cell.Text, cell.Row!)), string.Join(" | ", line));
        }

        Assert.That(shown.Single(line => line[0] == "2018")[4], Is.EqualTo("13,1"), "Heinola 2018, from 12 months' sums");
    }

    [Test]
    public async Task Axe_finds_nothing_on_the_page_of_a_backtest([Values("fi", "sv", "en")] string language)
    {
        await page.GotoAsync($"v1/forecasts/backtest?indicator=unemployment-rate&frequency=year&area=KU111&format=html&lang={language}");
        await Expect(page.Locator("svg[role=img]")).ToHaveCountAsync(4);
        Assert.That(await AccessibilityTests.ViolationsLightOrDark(page), Is.Empty);
    }

    [Test]
    public async Task The_csv_link_answers_with_the_same_query()
    {
        await page.GotoAsync("?lang=en&indicator=unemployment-rate&area=KU111,KU398&frequency=month");
        var href = await page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" }).GetAttributeAsync("href");
        var lines = (await client.GetStringAsync(href)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.StartWith("indicator,area,period"));
        Assert.That(lines, Has.Some.StartsWith("unemployment-rate,KU111,2018-12,13.98"));
    }

    [Test]
    public async Task A_number_leads_to_the_file_that_it_came_from()
    {
        await page.GotoAsync("?lang=en&indicator=unemployment-rate&frequency=month&explain=KU111,2018-12");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Where does this number come from?" });
        await Expect(dialog.Locator(".term-number")).ToHaveTextAsync(["1,158", "8,278", "14.0% of labour force"]);
        var lineage = JsonNode.Parse(await client.GetStringAsync("v1/lineage?indicator=unemployment-rate&area=KU111&period=2018-12"))!;
        await Expect(dialog.Locator(".load").First).ToContainTextAsync((string)lineage["loads"]![0]!["sha256"]!);
    }

    [Test]
    public async Task Every_indicator_opens_in_every_language_without_complaint()
    {
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" or "warning" ? [$"{page.Url}: {message.Text}"] : []);
        var indicators = JsonNode.Parse(await client.GetStringAsync("v1/indicators"))!["indicators"]!.AsArray();
        foreach (var (indicator, index) in indicators.Select((indicator, index) => (indicator!, index)))
        {
            var language = new[] { "fi", "sv", "en" }[index % 3];
            await page.GotoAsync($"?lang={language}&indicator={indicator["id"]}");
            await Expect(page.Locator("h1")).ToHaveTextAsync((string)indicator["names"]![language]!);
            await Expect(page.Locator("main[aria-busy=false] .about")).ToBeVisibleAsync();
            await Expect(page.Locator("main > .synthetic")).ToHaveCountAsync((bool)indicator["synthetic"]! ? 1 : 0);
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }

        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public async Task Axe_finds_nothing([Values("fi", "sv", "en")] string language)
    {
        await page.GotoAsync($"?lang={language}");
        await Expect(page.Locator("main[aria-busy=false] .about")).ToBeVisibleAsync();
        Assert.That(await AccessibilityTests.Violations(page), Is.Empty);
    }

    [TestCase("fi")]
    [TestCase("sv")]
    [TestCase("en")]
    public async Task A_briefing_is_one_printed_page_also_of_the_longest_municipality_and_of_twelve_such_indicators(string language)
    {
        string[] areas = ["KU016", "KU098", "KU111", "KU560", "KU398"];
        var pages = await Task.WhenAll(areas.Select(area => client.GetStringAsync($"v1/briefing?area={area}&format=html&lang={language}")));
        await page.GotoAsync($"v1/briefing?area={areas[Array.IndexOf(pages, pages.MaxBy(text => text.Length))]}&format=html&lang={language}");
        Assert.That(PrintedPages(await page.PdfAsync(new() { PreferCSSPageSize = true })), Is.EqualTo(1), "as it is");
        await page.EvaluateAsync("""
            () => {
              const all = [...document.querySelectorAll('article')];
              for (let i = all.length; i < 12; i++) document.querySelector('.findings').append(all[i % all.length].cloneNode(true));
              const signs = [...document.querySelectorAll('article')].reduce((sum, article) => sum + article.innerText.length, 0);
              document.body.className = signs > 8000 ? 'dense' : 'many'; // as the page decides by itself
              [...document.querySelectorAll('[aria-labelledby=missing] tbody tr')].slice(signs > 8000 ? 5 : 10).forEach(row => row.remove());
            }
            """);
        Assert.That(PrintedPages(await page.PdfAsync(new() { PreferCSSPageSize = true })), Is.EqualTo(1), "with twelve indicators");
    }

    [TestCase("fi", "Tilannekatsaus: Heinola", "Mitä puuttuu")]
    [TestCase("sv", "Lägesöversikt: Heinola", "Vad som saknas")]
    [TestCase("en", "Situation briefing: Heinola", "What is missing")]
    public async Task The_briefing_is_an_accessible_page_in_each_language(string language, string title, string missing)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync($"v1/briefing?area=KU111&format=html&lang={language}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = missing })).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.Locator("article").First).ToBeVisibleAsync();
        Assert.That(await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('caption')).textAlign"), Is.EqualTo("start"), "its own style is let through");
        Assert.That(await AccessibilityTests.Violations(page), Is.Empty);
        await page.SetViewportSizeAsync(320, 800);
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero, "nothing but tables scrolls sideways");
        await page.GotoAsync($"v1/indicators?format=html&lang={language}");
        Assert.That(await AccessibilityTests.Violations(page), Is.Empty, "the stewards' catalogue, which is written by the same hand");
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero, "nothing but its tables scrolls sideways");
        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public async Task The_sentences_of_the_page_are_those_of_the_api()
    {
        await page.GotoAsync("?lang=fi&indicator=unemployment-rate&area=KU111&frequency=year&period=2018");
        var answer = JsonNode.Parse(await client.GetStringAsync("v1/narrative?indicator=unemployment-rate&area=KU111&period=2018&lang=fi"))!;
        var first = (string)answer["sentences"]![0]!["text"]!;
        Assert.That(first, Does.StartWith("Heinolassa työttömyysaste oli 13,1"));
        await Expect(page.Locator(".narrative-happened")).ToContainTextAsync(first[..30]);
    }

    /// <summary>A number as shown is the API's number rounded to one decimal; where the API has none, words stand there.</summary>
    private static bool Agrees(string shown, JsonNode row) => row["value"]?.GetValueKind() == JsonValueKind.Number
        ? decimal.TryParse(shown.TrimEnd('*', 'e', '│'), NumberStyles.Float, CultureInfo.GetCultureInfo("fi-FI"), out var number) && Math.Abs((double)row["value"]! - (double)number) <= 0.0500001
        : shown.Length > 0 && !shown.Any(char.IsAsciiDigit) || shown.Contains('/');

    /// <summary>Pages of a PDF: the objects of type Page, those in compressed streams of objects included.</summary>
    private static int PrintedPages(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var streams = StreamOfPdf().Matches(text).Select(match => Inflated(pdf[match.Groups[1].Index..(match.Groups[1].Index + match.Groups[1].Length)]));
        return streams.Prepend(text).Sum(part => PageOfPdf().Count(part));
    }

    private static string Inflated(byte[] bytes)
    {
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var reader = new StreamReader(inflate, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            return ""; // an image or a font
        }
    }

    [GeneratedRegex(@"stream\r?\n(.*?)\r?\nendstream", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex StreamOfPdf();

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.CultureInvariant)]
    private static partial Regex PageOfPdf();
}
