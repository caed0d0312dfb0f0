using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Narrative;

/// <summary>GET /v1/narrative: what a figure says, in sentences.</summary>
[TestFixture]
internal sealed class NarrativeTests
{
    private static TestServer Server => NarrativeServer.Server;

    [Test]
    public async Task A_figure_is_told_in_five_sentences()
    {
        var answer = await Server.JsonAsync("/v1/narrative?indicator=rate&area=KU016&period=2022&lang=fi");
        Assert.That(answer.GetProperty("verdict").GetString(), Is.EqualTo("clear"));
        Assert.That(answer.GetProperty("publication").GetString(), Is.EqualTo(NarrativeServer.Second));
        Assert.That(Questions(answer), Is.EqualTo(new[] { "happened", "certainty", "compared", "target", "data" }));
        Assert.That(Text(answer, 0), Is.EqualTo("Asikkalassa mittarin ”rate fi” arvo oli 13,0~% vuonna 2022 – se on 3,4~prosenttiyksikköä eli 35~prosenttia enemmän kuin vuonna 2021 (9,6~%)."));
        Assert.That(Text(answer, 1), Does.StartWith("Muutos on selvä: luku on tavanomaisen vaihtelun rajojen "));
        Assert.That(Text(answer, 2), Does.StartWith("Verkoston ”Päijät-Hämeen neljä” kuntien mediaani on 12,6~%; parempi luku on 2~kunnalla"));
        Assert.That(Text(answer, 4), Does.StartWith("Tiedot on "));
    }

    [TestCase("rate", "KU016", "2022", "Tiedot on ladattu 31.5.2026; tuottaja ei ilmoita päivityspäivää, lähde: Tilastokeskus.")]
    public async Task The_date_is_the_producers_and_where_it_gives_none_that_of_the_load(string indicator, string area, string period, string sentence) =>
        Assert.That(Text(await Server.JsonAsync($"/v1/narrative?indicator={indicator}&area={area}&period={period}&lang=fi"), 4), Is.EqualTo(sentence));

    [TestCase("sv", "I Asikkala var värdet för indikatorn ”rate sv” 13,0~% år 2022")]
    [TestCase("en", "In Asikkala the value of the indicator “rate en” was 13.0% in 2022")]
    public async Task In_each_language(string language, string beginning) =>
        Assert.That(Text(await Server.JsonAsync($"/v1/narrative?indicator=rate&area=KU016&period=2022&lang={language}"), 0), Does.StartWith(beginning));

    [Test]
    public async Task Every_stated_number_leads_to_the_answer_that_holds_it()
    {
        foreach (var area in new[] { "KU016", "KU111", "network:paijat-hame-4" })
        {
            var answer = await Server.JsonAsync($"/v1/narrative?indicator=rate&area={area}&lang=en");
            foreach (var sentence in answer.GetProperty("sentences").EnumerateArray())
            {
                foreach (var number in sentence.GetProperty("numbers").EnumerateArray())
                {
                    var text = sentence.GetProperty("text").GetString()!.Substring(number.GetProperty("start").GetInt32(), number.GetProperty("length").GetInt32());
                    Assert.That(text, Is.EqualTo(number.GetProperty("text").GetString()));
                    var behind = await Server.JsonAsync(number.GetProperty("url").GetString()!);
                    if (number.GetProperty("kind").GetString() == "value")
                    {
                        Assert.That(behind.GetProperty("value").GetDouble(), Is.EqualTo(number.GetProperty("value").GetDouble()), number.GetProperty("url").GetString());
                        Assert.That(number.GetProperty("page").GetString(), Does.StartWith("/?lang=en&indicator=rate&area=").And.Contains("&explain="));
                    }
                }
            }
        }
    }

    [Test]
    public async Task A_network_is_told_with_its_extremes_and_says_when_a_member_is_missing()
    {
        var whole = await Server.JsonAsync("/v1/narrative?indicator=rate&area=network:paijat-hame-4&period=2020&lang=fi");
        Assert.That(Text(whole, 0), Does.StartWith("Päijät-Hämeen neljässä kunnassa "));
        Assert.That(Text(whole, 2), Does.StartWith("Alueen kunnista suurin luku on Heinolassa (15,1~%) ja pienin Hollolassa (7,9~%)"));
        var lacking = await Server.JsonAsync("/v1/narrative?indicator=rate&area=network:paijat-hame-4&period=2021&lang=fi");
        Assert.That(Text(lacking, 0), Is.EqualTo("Päijät-Hämeen neljästä kunnasta puuttuu mittarin ”rate fi” luku vuodelta 2021: kaikilla jäsenkunnilla ei ole lukua, eikä osasummia näytetä."));
        Assert.That(lacking.GetProperty("sentences").EnumerateArray().SelectMany(one => one.GetProperty("numbers").EnumerateArray()), Is.Empty);
    }

    [Test]
    public async Task Over_a_break_no_difference_is_told_but_the_reason()
    {
        var answer = await Server.JsonAsync("/v1/narrative?indicator=rate&area=KU098&period=2017&lang=en");
        Assert.That(Text(answer, 0), Does.Not.Contain("that is"));
        Assert.That(Text(answer, 1), Is.EqualTo("The change cannot be assessed: the figures are not comparable, as the series breaks between them (c)."));
    }

    [Test]
    public async Task A_target_is_told_and_an_example_is_called_one()
    {
        var decided = await Server.JsonAsync("/v1/narrative?indicator=rate&area=KU111&lang=fi");
        Assert.That(decided.GetProperty("target").GetString(), Is.Not.Null);
        Assert.That(Text(decided, 3), Does.StartWith("Tavoite on 10,0~% vuonna 2030; "));
        Assert.That(Text(await Server.JsonAsync("/v1/narrative?indicator=offences&area=KU016&lang=fi"), 3), Does.StartWith("Esimerkkitavoite (kukaan ei ole päättänyt siitä) on "));
    }

    [Test]
    public async Task Peers_are_those_that_are_asked_for() => Assert.That(
        Text(await Server.JsonAsync("/v1/narrative?indicator=rate&area=KU016&peers=KU091,KU398,KU111&lang=sv"), 2), Does.StartWith("Medianen för de valda kommunerna är "));

    [Test]
    public async Task An_earlier_publication_is_told_as_it_was_and_its_links_stay_with_it()
    {
        var answer = await Server.JsonAsync("/v1/narrative?indicator=rate&area=KU016&period=2021&lang=fi&asOf=2026-02-01");
        Assert.That(Text(answer, 0), Does.Contain("10,0~%"));
        var number = answer.GetProperty("sentences")[0].GetProperty("numbers")[0];
        Assert.That(number.GetProperty("url").GetString(), Does.EndWith("&asOf=" + NarrativeServer.First));
        Assert.That(number.GetProperty("page").ValueKind, Is.EqualTo(JsonValueKind.Null), "the dashboard shows the current publication only");
    }

    [Test]
    public async Task An_unchanged_answer_is_a_304()
    {
        using var first = await Server.Client.GetAsync("/v1/narrative?indicator=rate&area=KU016&lang=fi");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/narrative?indicator=rate&area=KU016&lang=fi");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Server.Client.SendAsync(request);
        Assert.That((int)second.StatusCode, Is.EqualTo(304));
    }

    [TestCase("area=KU016", 400, "missing-parameter")]
    [TestCase("indicator=rate", 400, "missing-parameter")]
    [TestCase("indicator=rat&area=KU016", 400, "unknown-indicator")]
    [TestCase("indicator=rate&area=Asikala", 400, "unknown-area")]
    [TestCase("indicator=rate&area=KU016,KU111", 400, "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU016&lang=de", 400, "bad-parameter")]
    [TestCase("indicator=rate&area=KU016&period=Easter", 400, "bad-period")]
    [TestCase("indicator=rate&area=KU016&period=2020-01", 400, "contradictory-parameters")]
    [TestCase("indicator=waiting&area=KU016", 404, "no-values")]
    [TestCase("indicator=rate&area=KU016&frequence=year", 400, "unknown-parameter")]
    public Task What_cannot_be_answered_is_refused(string query, int status, string code) => Server.ProblemAsync("/v1/narrative?" + query, status, code);

    private static string[] Questions(JsonElement answer) => [.. answer.GetProperty("sentences").EnumerateArray().Select(one => one.GetProperty("question").GetString()!)];

    private static string Text(JsonElement answer, int sentence) => answer.GetProperty("sentences")[sentence].GetProperty("text").GetString()!.Replace('\u00A0', '~');
}
