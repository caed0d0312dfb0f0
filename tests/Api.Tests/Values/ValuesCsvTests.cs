using Api.Tests.Lake;
using Insight.Api.Values;

namespace Api.Tests.Values;

/// <summary>/v1/values as CSV, read by a parser that takes nothing but RFC 4180.</summary>
[TestFixture]
internal sealed class ValuesCsvTests
{
    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task Rows_carry_value_and_status()
    {
        var rows = await ReadAsync("indicator=unemployment-rate&area=KU111,KU560&period=2018");
        Assert.That(rows.Select(r => string.Join('|', r)), Is.EqualTo(new[]
        {
            "indicator|area|period|value|status|obs_status|conf_status|break",
            "unemployment-rate|KU111|2018|13.988886204397197||A|F|",
            "unemployment-rate|KU560|2018||confidential|Q|C|",
        }));
    }

    [Test]
    public async Task Breakdowns_components_and_invention_have_columns()
    {
        var rows = await ReadAsync("indicator=population,sickness-absence-days-per-fte&area=KU016,KU111&period=2009&include=components&sex=male");
        Assert.That(rows.Select(r => string.Join('|', r)), Is.EqualTo(new[]
        {
            "indicator|area|period|sex|value|numerator|denominator|status|obs_status|conf_status|break|synthetic",
            "population|KU016|2009|male||||unknown|O|F||false",
            "population|KU111|2009|male|10073|10073|||A|F||false",
            "sickness-absence-days-per-fte|KU016|2009|||||unknown|O|F||true",
            "sickness-absence-days-per-fte|KU111|2009|||||unknown|O|F||true",
        }));
    }

    [Test]
    public async Task It_is_plain_UTF_8_with_a_file_name()
    {
        using var response = await Server.Client.GetAsync("/v1/values?indicator=sickness-absence-days-per-fte&format=csv");
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8; header=present"));
        Assert.That(response.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("sickness-absence-days-per-fte-synthetic.csv"));
        Assert.That((await response.Content.ReadAsByteArrayAsync())[0], Is.EqualTo((byte)'i'));
    }

    [Test]
    public async Task The_header_Accept_asks_for_it_and_the_parameter_has_the_last_word()
    {
        Assert.That(await TypeAsync("", "text/csv"), Is.EqualTo("text/csv"));
        Assert.That(await TypeAsync("", "application/json;q=0.5, text/csv"), Is.EqualTo("text/csv"));
        Assert.That(await TypeAsync("&format=json", "text/csv"), Is.EqualTo("application/json"));
        Assert.That(await TypeAsync("", "*/*"), Is.EqualTo("application/json"));
    }

    [TestCase("plain", "plain")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("say \"no\"", "\"say \"\"no\"\"\"")]
    [TestCase("two\r\nlines", "\"two\r\nlines\"")]
    public void Fields_are_quoted_where_they_must_be(string text, string field) => Assert.That(CsvRows.Field(text), Is.EqualTo(field));

    private static async Task<string> TypeAsync(string more, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/values?indicator=population" + more);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await Server.Client.SendAsync(request);
        return response.Content.Headers.ContentType!.MediaType!;
    }

    private static async Task<List<string[]>> ReadAsync(string query)
    {
        var rows = Parse(await Server.Client.GetStringAsync($"/v1/values?{query}&format=csv"));
        Assert.That(rows.Select(r => r.Length).Distinct().Count(), Is.EqualTo(1), "all rows have as many fields as the header");
        return rows;
    }

    /// <summary>RFC 4180 to the letter: CRLF ends every row, quotes only around whole fields.</summary>
    private static List<string[]> Parse(string text)
    {
        var rows = new List<string[]>();
        foreach (var line in text.Split("\r\n")[..^1])
        {
            Assert.That(line, Does.Not.Contain('\n').And.Not.Contain('\r').And.Not.Contain('"'));
            rows.Add(line.Split(','));
        }

        Assert.That(text, Does.EndWith("\r\n"));
        return rows;
    }
}
