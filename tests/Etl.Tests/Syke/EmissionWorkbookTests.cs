using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.SykeMunicipalEmissions;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Syke;

/// <summary>SYKE's workbook of all municipalities in its shape; the figures are invented.</summary>
public sealed class EmissionWorkbookTests() : StagedPayloadsTest(EmissionDataSets.All)
{
    private static readonly object?[] Header =
        ["vuosi", "kuntanumero", "kunta", "taso_1", "taso_2", "taso_3", "taso_4", "taso_5", "hinku-laskenta", "päästökauppa", "ktCO2e", "ktCO2e_tuuli", "energiankulutus (GWh)", null];

    [Test]
    public void Years_as_texts_sectors_by_name_and_On_and_Ei_are_read()
    {
        Stage(
            Row("2022", 16, "Asikkala", "Tieliikenne", "On", 12.5, 12.5, 48),
            Row(2022, "016", "Asikkala", "Kaukolämpö", "Ei", 3, 3, 5),
            Row("2023e", 16, "Asikkala", "Tieliikenne", "On", 11, 11, 40),
            Row("2022", 111, "Heinola", "Päästöhyvitykset", "On", -1, -4, null));
        Assert.That(Staging.Quarantine.Rows, Is.Empty, string.Join('\n', Staging.Quarantine.Rows));
        Assert.That(Rows(), Is.EquivalentTo(new[]
        {
            "KU016 2022 tie: 12.5", "KU016 2022 kau: 0", "KU016 2023 tie: 11provisional", "KU111 2022 tuu: 0",
        }));
    }

    [Test]
    public void A_row_that_stands_twice_counts_once_and_one_that_contradicts_another_is_refused()
    {
        Stage(
            Row("2022", 16, "Asikkala", "Tieliikenne", "On", 12.5, 12.5, 48), Row("2022", 16, "Asikkala", "Tieliikenne", "On", 12.5, 12.5, 48),
            Row("2022", 111, "Heinola", "Tieliikenne", "On", 7, 7, 20), Row("2022", 111, "Heinola", "Tieliikenne", "On", 8, 8, 20));
        Assert.That(Rows(), Is.EquivalentTo(new[] { "KU016 2022 tie: 12.5", "KU111 2022 tie: unknown" }));
        Assert.That(Staging.Ignored, Is.EqualTo(new Dictionary<string, long> { ["the same row stands twice"] = 1 }));
        Assert.That(Staging.Quarantine.Rows.Single().Line, Is.EqualTo(5));
    }

    [Test]
    public void What_is_no_municipality_or_another_than_its_number_says_is_refused_or_left_out_with_a_reason()
    {
        Stage(
            Row("2022", 0, "Ahvenanmaa", "Tieliikenne", "On", 1, 1, 1), Row("2022", 999, "Kukkula", "Tieliikenne", "On", 1, 1, 1),
            Row("2022", 16, "Heinola", "Tieliikenne", "On", 1, 1, 1), Row("2022", 98, "Hollola", "Tieliikenne", "On", 1, 1, 1));
        Assert.That(Rows(), Is.Empty);
        Assert.That(Staging.Ignored, Is.EqualTo(new Dictionary<string, long> { ["the region as one"] = 1, ["not among the municipalities of settings.only"] = 1 }));
        Assert.That(Staging.Quarantine.Rows.Select(r => (r.Column, r.Reason)), Is.EqualTo(new[] { ("kuntanumero", "no municipality has this number"), ("kunta", "municipality 16 is Asikkala") }));
    }

    [Test]
    public void A_workbook_without_the_sheet_or_a_column_is_refused()
    {
        Assert.That(() => StageBytes(new TestWorkbook().Sheet("muu", [Header]).ToBytes()), Throws.TypeOf<PayloadException>().With.Message.Contains("DATA"));
        Assert.That(() => StageBytes(new TestWorkbook().Sheet("DATA", [[.. Header.Select(h => h is "taso_3" ? "taso_03" : h)]]).ToBytes()), Throws.TypeOf<PayloadException>().With.Message.Contains("taso_3"));
        Assert.That(() => StageBytes([0x50, 0x4B, 3, 4, 0, 0]), Throws.TypeOf<PayloadException>(), "the beginning of a workbook");
    }

    private static object?[] Row(object year, object number, string name, string sector, string counts, double kilotonnes, double with, object? energy) =>
        [year, number, name, "Energia", "x", sector, "a", "b", counts, "Ei", kilotonnes, with, energy, null];

    private void Stage(params object?[][] rows) => StageBytes(new TestWorkbook().Sheet("ohje", [["Lue tämä"]]).Sheet("DATA", [Header, .. rows]).ToBytes());

    private void StageBytes(byte[] workbook)
    {
        var source = SourceDefinitions.Of("syke-workbook", EmissionDataSets.All, """
            file: kaikki.xlsx
            only: [16, 111]
            ignore: {Ahvenanmaa: the region as one}
            sectors:
              Kau: {name: Kaukolämpö, level_1: Energia}
              Tie: {name: Tieliikenne, level_1: Energia}
              Tuu: {name: Päästöhyvitykset, level_1: Kompensaatiot}
            """);
        new EmissionWorkbook().CheckSettings(source);
        new EmissionWorkbook().Stage(source, [Payloads.Add("emissions.xlsx", workbook)], Staging, default);
    }

    private IEnumerable<string> Rows()
    {
        var table = Staging.Table("municipal-emissions");
        return Enumerable.Range(0, table.RowCount).Select(i => FormattableString.Invariant(
            $"{table.Areas[i]} {table.Periods[i]} {table.BreakdownColumn(0)[i]}: {table.MeasureColumn(0)[i].Value}{table.MeasureColumn(0)[i].Status.Code}"));
    }
}
