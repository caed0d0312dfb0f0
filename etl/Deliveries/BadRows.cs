using System.Globalization;
using System.Text;
using CsvHelper;
using Insight.Etl.Staging;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Tables;

namespace Insight.Etl.Deliveries;

/// <summary>The full list of a delivery's refused rows as CSV, kept beside the deliveries.</summary>
public static class BadRows
{
    /// <summary>What was wrong with a delivery that was refused as a whole, in a line of its own, and below it the rows.</summary>
    public static byte[] ToCsv(IntakeException refusal, Phrases phrases) =>
        ToCsv([new QuarantinedRow("", "", 0, "", "", phrases.Of(refusal.Message), ""), .. refusal.Refused.Select(phrases.Of)]);

    /// <summary>The list as CSV, with a byte order mark so that spreadsheet programs read its letters right.</summary>
    public static byte[] ToCsv(IReadOnlyList<QuarantinedRow> rows, Phrases phrases) => ToCsv([.. rows.Select(phrases.Of)]);

    private static byte[] ToCsv(IReadOnlyList<QuarantinedRow> rows) =>
    [
        .. Encoding.UTF8.Preamble,
        .. CsvText.Of(new Table(
        [
            new WholeColumn("line", [.. rows.Select(r => r.Line == 0 ? null : (int?)r.Line)]),
            Texts("column", rows, r => r.Column), Texts("value", rows, r => r.Value), Texts("reason", rows, r => r.Reason), Texts("remedy", rows, r => r.Remedy),
        ])),
    ];

    /// <summary>Where the list of a delivery lies; there is none where no row was refused.</summary>
    public static string PathOf(DataFolder data, string delivery) => Path.Combine(data.Deliveries, ".bad-rows", delivery + ".csv");

    internal static void Write(DataFolder data, string delivery, IReadOnlyList<QuarantinedRow> rows)
    {
        if (rows.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(data, delivery))!);
            File.WriteAllBytes(PathOf(data, delivery), ToCsv(rows));
        }
    }

    /// <summary>The refused rows of a delivery.</summary>
    public static IReadOnlyList<QuarantinedRow> Read(DataFolder data, DeliveryEntry delivery)
    {
        if (!File.Exists(PathOf(data, delivery.Id)))
        {
            return [];
        }

        using var reader = CsvReader.Create(File.OpenRead(PathOf(data, delivery.Id)), new CsvReaderOptions { Separator = ',' }, leaveOpen: false);
        reader.ReadHeader();
        var rows = new List<QuarantinedRow>();
        while (reader.Read())
        {
            rows.Add(new QuarantinedRow(
                delivery.Name, delivery.Sha256, long.Parse(reader.GetString(0), CultureInfo.InvariantCulture), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return rows;
    }

    private static TextColumn Texts(string name, IReadOnlyList<QuarantinedRow> rows, Func<QuarantinedRow, string> text) => new(name, [.. rows.Select(text)]);
}
