using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StatFin;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StatFin;

/// <summary>PxWeb's csv holds texts; the variables of the table say which codes they are.</summary>
public sealed class PxCsvTests
{
    private const string Csv = """
        "Alue","Sukupuoli","2024 Väestö 31.12.","2025 Väestö 31.12."
        "Asikkala","Yhteensä",7900,7841
        "Asikkala","Miehet",3950,".."
        "Heinola","Yhteensä",18100,18000
        """;

    private static readonly string[] Rows =
        ["KU016 2024 total: 7900", "KU016 2025 total: 7841", "KU016 2024 male: 3950", "KU016 2025 male: not-available", "KU111 2024 total: 18100", "KU111 2025 total: 18000"];

    [Test]
    public void Texts_of_columns_and_rows_become_codes() => Assert.That(Stage(Csv, out _), Is.EqualTo(Rows));

    [Test]
    public void A_title_line_an_old_encoding_and_another_order_of_words_change_nothing()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var other = "\"11re -- Väestö, 2024-2025\"\r\n\r\n" + Csv.Replace("2024 Väestö 31.12.", "Väestö 31.12. 2024").Replace("\n", "\r\n");
        Assert.That(Stage(Encoding.GetEncoding("iso-8859-15").GetBytes(other), out _), Is.EqualTo(Rows));
    }

    [Test]
    public void A_text_that_two_values_share_goes_to_quarantine()
    {
        var metadata = PxTables.Metadata.Replace("[\"SSS\",\"KU016\",\"KU111\"]", "[\"SSS\",\"SK016\",\"KU016\",\"KU111\"]").Replace("[\"KOKO MAA\",\"Asikkala\"", "[\"KOKO MAA\",\"Loimaan\",\"Loimaan\"");
        Assert.That(Stage(Encoding.UTF8.GetBytes(Csv.Replace("\"Asikkala\"", "\"Loimaan\"")), out var staging, metadata), Is.EqualTo(Rows[4..]));
        Assert.That(staging.Quarantine.Rows, Has.Count.EqualTo(4).And.All.Property("Value").EqualTo("Loimaan"));
    }

    [TestCase("2025 Väestö 31.12.", "2031 Väestö 31.12.", "has the column '2031 Väestö 31.12.', which is no combination of values")]
    [TestCase("2025 Väestö 31.12.", "2025", "columns of different variables")]
    [TestCase("18100,18000", "18100", "has 3 fields in line 4, while its header has 4")]
    [TestCase("\"Alue\",\"Sukupuoli\"", "\"Alue\",\"Ikä\"", "has no variable 'sukupuoli_9_20180101' for breakdown 'sex'")]
    public void Another_table_or_half_of_one_is_refused(string right, string wrong, string message) =>
        Assert.That(() => Stage(Csv.Replace(right, wrong), out _), Throws.TypeOf<PayloadException>().With.Message.Contains(message));

    [Test]
    public void Without_the_variables_of_the_table_texts_say_nothing()
    {
        using var tables = new PxTables(PxTables.Settings.Replace("format: json", "format: csv"));
        Assert.That(() => tables.Stage(Csv, "t.csv"), Throws.TypeOf<PayloadException>().With.Message.Contains("holds texts only"));
    }

    private static IReadOnlyList<string> Stage(string csv, out StagingArea staging) => Stage(Encoding.UTF8.GetBytes(csv), out staging);

    private static IReadOnlyList<string> Stage(byte[] csv, out StagingArea staging, string metadata = PxTables.Metadata)
    {
        using var folder = new PayloadFolder();
        var source = SourceDefinitions.Of(
            "statfin-pxweb-v1", [SourceDefinitions.DataSet("population", Frequency.Annual, ["population"], "sex")], PxTables.Settings.Replace("format: json", "format: csv"));
        staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        new StatFinConnector().Stage(source, [folder.Add("t.metadata.json", metadata), folder.Add("t.csv", csv)], staging, default);
        var table = staging.Table("population");
        return [.. Enumerable.Range(0, table.RowCount).Select(i => FormattableString.Invariant(
            $"{table.Areas[i]} {table.Periods[i]} {table.BreakdownColumn(0)[i]}: {table.MeasureColumn(0)[i].Value}{table.MeasureColumn(0)[i].Status.Code}"))];
    }
}
