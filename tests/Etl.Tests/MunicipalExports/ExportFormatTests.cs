using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.MunicipalExports;

/// <summary>What stays of an export after columns were taken out reads like the export itself, whatever its format and encoding.</summary>
public sealed class ExportFormatTests
{
    private const string Name = "Väinö Mäki";

    private static readonly TextFormat BelowATitle = TextFormat.Finnish with { HeaderLine = 2 };

    [Test]
    public async Task A_workbook_loses_its_column_of_names_and_keeps_its_rows_and_lines()
    {
        object?[][] rows = [["Vienti 1.1.2026"], ["vuosi", "nimi", "arvo"], [2024.0, Name, 1.5], [], ["2025", Name, "2,5"]];
        await KeepAsync("keva.xlsx", new TestWorkbook().Sheet("A", rows).ToBytes(), BelowATitle, ["3: 2024 = 1.5", "5: 2025 = 2.5"]);
    }

    [Test]
    public async Task A_text_in_a_named_encoding_is_still_read_right()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("windows-1252").GetBytes($"Viennin päivä\nvuosi;nimi;arvo\nä;{Name};1\n");
        await KeepAsync("keva.csv", bytes, BelowATitle with { Encoding = "windows-1252" }, ["3: ä = 1"]);
    }

    [Test]
    public Task Records_of_JSON_become_lines() => KeepAsync(
        "keva.json", Encoding.UTF8.GetBytes($$"""[{"vuosi":"2024","nimi":"{{Name}}","arvo":1.5}]"""), TextFormat.Finnish, ["2: 2024 = 1.5"]);

    private static async Task KeepAsync(string name, byte[] bytes, TextFormat format, string[] expected)
    {
        using var payloads = new PayloadFolder();
        var landing = Path.Combine(payloads.Folder, "landing");
        var store = new LandingStore(landing, TimeProvider.System);
        var landed = await store.LandAsync(payloads.Add(name, bytes).Manifest, long.MaxValue, (to, token) => to.WriteAsync(bytes, token).AsTask(), CancellationToken.None);
        var kept = await Redaction.KeepAsync(landed, format, ["vuosi", "arvo"], CancellationToken.None);
        Assert.That(Directory.EnumerateFiles(landing, "*", SearchOption.AllDirectories).Select(File.ReadAllText), Has.None.Contains(Name));
        using var table = TextTable.Open(kept, format, new StagingArea(AreaDirectory.BuiltIn, []), "vuosi", "arvo");
        var rows = new List<string>();
        while (table.Read() && table.TryNumber(table.Column("arvo"), out var value))
        {
            rows.Add(FormattableString.Invariant($"{table.Line}: {table.Text(0)} = {value}"));
        }

        Assert.That(rows, Is.EqualTo(expected));
    }
}
