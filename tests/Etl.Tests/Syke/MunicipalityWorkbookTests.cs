using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.SykeMunicipalEmissions;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;

namespace Insight.Etl.Tests.Syke;

/// <summary>SYKE's workbook of one municipality in its shape; the figures are invented, as no published workbook was at hand.</summary>
public sealed class MunicipalityWorkbookTests() : StagedPayloadsTest(EmissionDataSets.All)
{
    private const string Settings = """
        files: {"016": data/ALas_Asikkala_data_2026-06-08.xlsx}
        sectors:
          Kau: {name: Kaukolämpö, level_1: Energia}
          Tie: {name: Tieliikenne, level_1: Energia}
          Maa: {name: Maatalous, level_1: Maatalous}
          Tuu: {name: Päästöhyvitykset, level_1: Kompensaatiot}
        """;

    private static readonly object?[][] Rows =
    [
        ["ASIKKALA", "1990", "2005", "2024e"],
        ["Kaukolämpö", 3.1, 2.9, 1.0], ["Tieliikenne", 21.4, 22.2, 17.3], ["Maatalous", 15.5, 14.0, null], ["Päästöhyvitykset", 0, 0, -4.2],
        ["Päästöt yhteensä", 40.1, 39.1, 30.0], ["Päästöt asukasta kohti", 4.6, 4.5, 3.8], ["Asukasluku", 8650, 8700, 7900],
        [], ["Hinku-laskenta ilman päästöhyvityksiä. Luvut on pyöristetty."],
    ];

    [Test]
    public void Years_as_texts_are_columns_and_sectors_are_rows()
    {
        Stage(Rows);
        Assert.That(Staging.Quarantine.Rows, Is.Empty);
        var table = Staging.Table("municipal-emissions");
        Assert.That(table.RowCount, Is.EqualTo(9), "three sectors, three years");
        Assert.Multiple(() =>
        {
            Assert.That(Staging.Figure("municipal-emissions", "emissions", "KU016", "2005", "tie")!.Value.Value, Is.EqualTo(22.2));
            Assert.That(Staging.Figure("municipal-emissions", "emissions", "KU016", "2024", "tie")!.Value.Status.Code, Is.EqualTo("provisional"));
            Assert.That(Staging.Figure("municipal-emissions", "emissions", "KU016", "2024", "maa")!.Value.Status.Code, Is.EqualTo("not-available"));
            Assert.That(Staging.Figure("municipal-emissions", "energy", "KU016", "2005", "tie")!.Value.Value, Is.Null, "the sheet has no energy");
            Assert.That(Staging.Figure("municipal-emissions-population", "population", "KU016", "1990")!.Value.Value, Is.EqualTo(8650));
            Assert.That(table.LineOfRow[1], Is.EqualTo(3), "Tieliikenne stands in row 3");
        });
    }

    [TestCase(0, 0, "HEINOLA", "the sheet is of 'HEINOLA' and not of KU016")]
    [TestCase(0, 1, "yhteensä", null)]
    [TestCase(5, 2, 93.1, "the sectors of 2005 add up to 39.1 kt, while the sheet says 93.1 kt")]
    [TestCase(7, 1, 18650, "its rows are not what they were")]
    [TestCase(9, 0, "Kaikki ALas-päästöt", "no row says 'Hinku-laskenta ilman päästöhyvityksiä'")]
    public void A_sheet_that_is_not_what_it_was_is_refused(int row, int column, object wrong, string? message)
    {
        var rows = Rows.Select(r => r.ToArray()).ToArray();
        rows[row][column] = wrong;
        Assert.That(() => Stage(rows), message is null ? Throws.Nothing : Throws.TypeOf<PayloadException>().With.Message.Contains(message));
    }

    [Test]
    public void A_sector_that_nobody_knows_stops_the_load()
    {
        Assert.That(() => Stage([.. Rows.Select(r => r is ["Tieliikenne", ..] ? ["Liikenne", .. r[1..]] : r)]), Throws.TypeOf<PayloadException>().With.Message.Contains("add up to"));
        Assert.That(Staging.Findings.Single().ToString(), Does.StartWith("stop: ").And.Contain("has the row 'Liikenne', which is new or was renamed"));
    }

    [TestCase("\"016\"", "\"16\"", "three digits in quotation marks")]
    [TestCase("\"016\": data/ALas_Asikkala_data_2026-06-08.xlsx", "", "'settings.files' is empty")]
    public void Wrong_settings_are_told(string right, string wrong, string message) =>
        Assert.That(() => new MunicipalityWorkbook().CheckSettings(Source(Settings.Replace(right, wrong))), Throws.TypeOf<SettingsException>().With.Message.Contains(message));

    private static SourceDefinition Source(string settings) => SourceDefinitions.Of("syke-municipality-workbook", EmissionDataSets.All, settings);

    private void Stage(object?[][] rows) => Connectors.All.For(Source(Settings)).Stage(
        Source(Settings), [Payloads.Add("emissions_016.xlsx", new TestWorkbook().Sheet("yhteenveto", [["x"]]).Sheet("KHK-päästöt", rows).ToBytes())], Staging, default);
}
