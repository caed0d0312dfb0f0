namespace Api.Tests.Facades;

/// <summary>PX files say the same as /v1/values, in three languages, with the keywords that PX programs need.</summary>
[TestFixture]
internal sealed class PxFileTests
{
    [Test]
    public async Task A_file_has_every_cell_of_v1()
    {
        var file = await ReadAsync("population/data?valuecodes[area]=*&valuecodes[sex]=*&valuecodes[period]=*");
        var expected = await FacadeClient.ValuesAsync("indicator=population&sex=all", "sex");
        var read = file.Rows().ToDictionary(r => $"{r.Codes["area"]}|{r.Codes["period"]}|{r.Codes["sex"]}", r => PxFileReader.Number(r.Cell));
        Assert.That(read, Is.EquivalentTo(expected.ToDictionary(e => e.Key, e => e.Value.Value)));
    }

    [Test]
    public async Task A_missing_number_is_a_symbol_that_the_file_explains()
    {
        var file = await ReadAsync("unemployment-rate/data?lang=en&valuecodes[area]=KU560,network:paijat-hame-4,MK07,KU111&valuecodes[period]=2017,2018");
        var cells = file.Rows().ToDictionary(r => $"{r.Codes["area"]} {r.Codes["period"]}", r => r.Cell);
        Assert.Multiple(() =>
        {
            Assert.That(cells["KU560 2018"], Is.EqualTo("\"...\""));
            Assert.That(cells["network:paijat-hame-4 2018"], Is.EqualTo("\"....\""));
            Assert.That(cells["MK07 2017"], Is.EqualTo("\"..\""));
            Assert.That(PxFileReader.Number(cells["KU111 2018"]), Is.EqualTo(100.0 * 1158 / 8278), "13.988886204397197, all digits");
            Assert.That(file["DATASYMBOL3"].Single(), Is.EqualTo("confidential"));
            Assert.That(file["DATASYMBOL2[fi]"].Single(), Is.EqualTo("tietoa ei ole saatavissa"));
            Assert.That(file["NOTE"].Single(), Does.Contain("New statistics"), "the break of 2018");
        });
    }

    [Test]
    public async Task Keywords_are_those_of_the_format()
    {
        var file = await ReadAsync("unemployment-rate_month/data?lang=sv&valuecodes[area]=*&valuecodes[period]=*&valuecodes[contents]=*");
        Assert.Multiple(() =>
        {
            Assert.That(file["CHARSET"], Is.EqualTo(new[] { "ANSI" }));
            Assert.That(file["AXIS-VERSION"], Is.EqualTo(new[] { "2013" }));
            Assert.That(file["CODEPAGE"], Is.EqualTo(new[] { "utf-8" }));
            Assert.That(file["LANGUAGE"], Is.EqualTo(new[] { "sv" }));
            Assert.That(file["LANGUAGES"], Is.EqualTo(new[] { "sv", "fi", "en" }));
            Assert.That(file["MATRIX"], Is.EqualTo(new[] { "unemployment-rate_month" }));
            Assert.That(file["STUB"], Is.EqualTo(new[] { "Område" }));
            Assert.That(file["HEADING[fi]"], Is.EqualTo(new[] { "Tiedot", "Kuukausi" }));
            Assert.That(file["VALUES[fi](\"Tiedot\")"], Is.EqualTo(new[] { "unemployment-rate fi", "Osoittaja", "Nimittäjä" }));
            Assert.That(file["CONTVARIABLE[en]"], Is.EqualTo(new[] { "Information" }));
            Assert.That(file["TIMEVAL(\"Månad\")"].Take(3), Is.EqualTo(new[] { "TLIST(M1)", "201801", "201802" }));
            Assert.That(file["CODES(\"Månad\")"][11], Is.EqualTo("2018M12"));
            Assert.That(file["DECIMALS"], Is.EqualTo(new[] { "15" }));
            Assert.That(file["SHOWDECIMALS"], Is.EqualTo(new[] { "1" }));
            Assert.That(file["UNITS(\"unemployment-rate sv\")"], Is.EqualTo(new[] { "%" }));
            Assert.That(file.LongestLine, Is.LessThan(256));
        });
    }

    [Test]
    public async Task Every_keyword_with_a_language_stands_in_all_languages()
    {
        var file = await ReadAsync("population/data?valuecodes[area]=*&valuecodes[sex]=*&valuecodes[period]=*");
        string KeywordOf(string name) => name.Split('[', '(')[0];
        var counts = file.Names.Where(n => n.Contains('[')).GroupBy(n => n.Split('[', ']')[1]).ToDictionary(g => g.Key, g => g.Select(KeywordOf).Order().ToList());
        Assert.That(counts.Keys, Is.EquivalentTo(new[] { "sv", "en" }));
        Assert.That(counts["sv"], Is.EqualTo(counts["en"]));
        Assert.That(file.Names.Where(n => !n.Contains('[')).Select(KeywordOf), Is.SupersetOf(counts["sv"]));
    }

    private static async Task<PxFileReader> ReadAsync(string path) => new(await FacadeClient.Http.GetByteArrayAsync($"/px/v2/tables/{path}&outputFormat=px"));
}
