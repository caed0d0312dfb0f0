using System.IO.Compression;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;

namespace Insight.Etl.Tests.Staging;

/// <summary>The same table, whatever its format: CSV, workbook, JSON, Parquet; and files that only look like one.</summary>
public sealed class TableFormatTests : StagedPayloadsTest
{
    [Test]
    public void A_table_reads_the_same_from_every_format_and_tells_its_format_itself()
    {
        string[] expected = ["2|016|1234,5|2025-12-31|true", "3|111||2025-01-02|false"];
        Assert.Multiple(() =>
        {
            Assert.That(Rows(Add("a.csv", "kunta;arvo;pvm;ok\n016;1234,5;2025-12-31;true\n111;;2025-01-02;false\n")), Is.EqualTo(expected));
            Assert.That(Rows(Add("a.xlsx", Sheets().ToBytes())), Is.EqualTo(expected));
            Assert.That(Rows(Add("a.json", """[{"kunta":"016","arvo":1234.5,"pvm":"2025-12-31","ok":true},{"kunta":"111","arvo":null,"pvm":"2025-01-02","ok":false}]""")), Is.EqualTo(Records(expected)));
            Assert.That(Rows(Parquet()), Is.EqualTo(Records(expected)));
        });
    }

    [Test]
    public void Dates_numbers_and_words_of_a_workbook_pass_the_same_checks_as_those_of_a_CSV()
    {
        using var table = TextTable.Open(Add("a.xlsx", Sheets().ToBytes()), TextFormat.Finnish, Staging, "arvo", "pvm", "ok");
        Assert.That(table.Read(), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(table.TryNumber(table.Column("arvo"), out var number) ? number : null, Is.EqualTo(1234.5));
            Assert.That(table.TryDay(table.Column("pvm"), out var day) ? day : null, Is.EqualTo(new DateOnly(2025, 12, 31)));
            Assert.That(table.TryBoolean(table.Column("ok"), out var truth) && truth, Is.True);
        });
    }

    [Test]
    public void A_failed_formula_is_told_as_it_stands_in_the_cell()
    {
        var file = Add("a.xlsx", new TestWorkbook().Sheet("A", [["arvo"], [new TestWorkbook.Error("#DIV/0!")], [3.5]]).ToBytes());
        using var table = TextTable.Open(file, TextFormat.Finnish, Staging, "arvo");
        table.Read();
        Assert.That(table.TryNumber(0, out _), Is.False);
        Assert.That(Staging.Quarantine.Rows.Single(), Has.Property("Value").EqualTo("#DIV/0!").And.Property("Line").EqualTo(2));
        Assert.That(table.Read() && table.TryNumber(0, out _), Is.True);
    }

    [Test]
    public void Titles_above_the_header_are_passed_over_and_lines_count_from_the_top()
    {
        var format = TextFormat.Finnish with { HeaderLine = 3 };
        foreach (var file in new[]
        {
            Add("a.csv", "Otsikko\n\"ja, selite\"\nkunta;vuosi\n016;2025\n"),
            Add("a.xlsx", new TestWorkbook().Sheet("A", [["Otsikko", null], [], ["kunta", "vuosi"], ["016", "2025"]], ["A1:B1"]).ToBytes()),
        })
        {
            using var table = TextTable.Open(file, format, Staging, "kunta", "vuosi");
            Assert.That(table.Read(), Is.True, file.Name);
            Assert.That((table.Line, table.Text(0), table.TryYear(1, out var year), year), Is.EqualTo((4L, "016", true, 2025)), file.Name);
        }
    }

    [Test]
    public void Merged_heads_are_refused_with_their_cells()
    {
        var file = Add("a.xlsx", new TestWorkbook().Sheet("Taul1", [["kunta", "2024", null], [null, "lkm", "%"]], ["B1:C1"]).ToBytes());
        Assert.That(() => TextTable.Open(file, TextFormat.Finnish, Staging), Refused("a.xlsx:1: cells B1:C1 of sheet 'Taul1' are merged", "header:"));
        Assert.That(TextTable.Open(file, TextFormat.Finnish with { HeaderLine = 2 }, Staging).Columns, Is.EqualTo(new[] { "", "lkm", "%" }));
    }

    [Test]
    public void Of_several_sheets_one_must_be_named_unless_the_others_are_hidden()
    {
        object?[][] rows = [["a"], ["1"]];
        var two = Add("a.xlsx", new TestWorkbook().Sheet("Ohje", rows).Sheet("DATA", rows).ToBytes());
        Assert.That(() => TextTable.Open(two, TextFormat.Finnish, Staging), Refused("several sheets", "'Ohje', 'DATA'", "sheet:"));
        Assert.That(() => TextTable.Open(two, TextFormat.Finnish with { Sheet = "data" }, Staging), Refused("has no sheet 'data'", "'DATA'"));
        Assert.That(TextTable.Open(two, TextFormat.Finnish with { Sheet = "DATA" }, Staging).Form, Is.EqualTo("sheet 'DATA'"));
        var hidden = Add("b.xlsx", new TestWorkbook().Sheet("Koodit", rows, hidden: true).Sheet("DATA", rows).ToBytes());
        Assert.That(TextTable.Open(hidden, TextFormat.Finnish, Staging).Form, Is.EqualTo("sheet 'DATA'"));
    }

    [Test]
    public void Records_within_JSON_are_found_by_their_place()
    {
        var file = Add("a.json", """{"meta":{"rows":7},"result":{"total":2,"rows":[{"kunta":{"koodi":"016"},"v":1.5},{"v":2,"lisä":"x"}]},"end":[1]}""");
        using var table = TextTable.Open(file, TextFormat.Comma with { Records = "result.rows" }, Staging);
        Assert.That(table.Columns, Is.EqualTo(new[] { "kunta.koodi", "v", "lisä" }));
        Assert.That(table.Read() && table.Text(0) == "016" && table.Text(2).Length == 0, Is.True);
        Assert.That(table.Read() && table.Text(0).Length == 0 && table.Text(2) == "x" && table.Line == 2, Is.True);
        Assert.That(table.Read(), Is.False);
        Assert.That(() => TextTable.Open(file, TextFormat.Comma, Staging), Refused("no list of records at its root", "meta, result, end", "records:"));
        Assert.That(() => TextTable.Open(file, TextFormat.Comma with { Records = "result.rivit" }, Staging), Refused("no list of records at 'result.rivit'"));
    }

    [Test]
    public void JSON_longer_than_a_buffer_is_read_record_by_record()
    {
        var note = new string('x', 5_000);
        var file = Add("a.json", "[" + string.Join(",\n", Enumerable.Range(1, 200).Select(i => $"{{\"n\":{i},\"note\":\"{note}\"}}")) + "]");
        using var table = TextTable.Open(file, TextFormat.Comma, Staging, "n");
        var sum = 0.0;
        while (table.Read() && table.TryNumber(0, out var number))
        {
            sum += number!.Value;
        }

        Assert.That(sum, Is.EqualTo(20_100));
    }

    [TestCase("[{\"a\":1},{\"a\":2", "is not whole JSON")]
    [TestCase("[{\"a\":1}", "is not whole JSON")]
    [TestCase("[{\"a\":1},7]", "Number among the records")]
    [TestCase("[{\"a\":1},{\"a\":}]", "is not whole JSON")]
    [TestCase("[]", "the file is empty")]
    public void JSON_that_is_no_list_of_records_is_refused(string text, string reason)
    {
        Assert.That(() => { using var table = TextTable.Open(Add("a.json", text), TextFormat.Comma, Staging); while (table.Read()) { } }, Refused(reason));
    }

    [Test]
    public void Files_that_only_look_like_workbooks_are_refused_before_they_are_unpacked()
    {
        var whole = Sheets().ToBytes();
        Assert.Multiple(() =>
        {
            Assert.That(() => TextTable.Open(Add("half.xlsx", whole[..(whole.Length / 2)]), TextFormat.Finnish, Staging), Refused("half.xlsx", "damaged"));
            Assert.That(() => TextTable.Open(Add("zip.xlsx", Zip("readme.txt", 10)), TextFormat.Finnish, Staging), Refused("no workbook"));
            Assert.That(() => TextTable.Open(Add("bomb.xlsx", Zip("xl/workbook.xml", 60_000_000)), TextFormat.Finnish, Staging), Refused("unpacks to 60000000", "Nothing was unpacked"));
            Assert.That(() => TextTable.Open(Add("old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]), TextFormat.Finnish, Staging), Refused(".xls", ".xlsx"));
            Assert.That(() => TextTable.Open(Add("a.parquet", "PAR1 and nothing else"), TextFormat.Finnish, Staging), Refused("cannot be read as Parquet"));
        });
    }

    [Test]
    public void Dates_may_have_a_form_of_their_own()
    {
        using var table = TextTable.Open(Add("a.csv", "d\n12/31/2025\n2025-12-31\n31.12.2025\n"), TextFormat.Finnish with { DateForms = ["M/d/yyyy"] }, Staging);
        var read = new List<bool>();
        while (table.Read())
        {
            read.Add(table.TryDay(0, out var day) && day == new DateOnly(2025, 12, 31));
        }

        Assert.That(read, Is.EqualTo(new[] { true, true, false }));
        Assert.That(Staging.Quarantine.Rows.Single().Reason, Does.Contain("M/d/yyyy or 2025-12-31 expected"));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(params string[] parts)
    {
        NUnit.Framework.Constraints.ConstraintExpression all = Throws.TypeOf<PayloadException>().With.Message.Contains(parts[0]).And;
        return parts.Skip(1).Aggregate(all.Message.Contains(parts[0]), (so, part) => so.And.Message.Contains(part));
    }

    private static TestWorkbook Sheets() => new TestWorkbook().Sheet("DATA",
    [
        ["kunta", "arvo", "pvm", "ok"],
        ["016", 1234.5, new DateTime(2025, 12, 31), true],
        ["111", null, new DateTime(2025, 1, 2), false],
    ]);

    /// <summary>Records count from 1, lines from the header's.</summary>
    private static string[] Records(string[] lines) => [.. lines.Select((line, i) => $"{i + 1}{line[1..]}")];

    private string[] Rows(LandedFile file)
    {
        using var table = TextTable.Open(file, TextFormat.Finnish, Staging, "kunta", "arvo", "pvm", "ok");
        var rows = new List<string>();
        while (table.Read())
        {
            rows.Add($"{table.Line}|{string.Join('|', Enumerable.Range(0, 4).Select(table.Text))}");
        }

        return [.. rows];
    }

    private LandedFile Add(string name, string text) => Payloads.Add(name, text);

    private LandedFile Add(string name, byte[] bytes) => Payloads.Add(name, bytes);

    private LandedFile Parquet()
    {
        var path = Path.Combine(Payloads.Folder, "made.parquet");
        using var database = new DuckDBConnection("Data Source=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = $"COPY (SELECT '016' AS kunta, 1234.5::DOUBLE AS arvo, DATE '2025-12-31' AS pvm, true AS ok UNION ALL SELECT '111', NULL, DATE '2025-01-02', false) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return Payloads.AddFile(path);
    }

    private static byte[] Zip(string entry, int size)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry(entry).Open();
            part.Write(new byte[size]);
        }

        return stream.ToArray();
    }
}
