using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.Staging;

public sealed class TextTableTests : StagedPayloadsTest
{
    [Test]
    public void Rows_are_read_the_same_in_every_encoding_and_line_ending()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string text = "kunta;päivä;€\nMäntsälä;1 234,5;x\n";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), Encoding.GetEncoding("windows-1252"), Encoding.GetEncoding("iso-8859-15") })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text.Replace("\n", "\r\n"))];
            using var table = TextTable.Open(Payloads.Add("a.csv", bytes), TextFormat.Finnish, Staging, "kunta", "päivä", "€");
            Assert.That(table.Read(), Is.True);
            Assert.That(table.Text(table.Column("kunta")), Is.EqualTo("Mäntsälä"), encoding.WebName);
            Assert.That(table.TryNumber(table.Column("päivä"), out var number), Is.True);
            Assert.That(number, Is.EqualTo(1234.5));
            Assert.That(table.Read(), Is.False);
        }
    }

    [Test]
    public void A_missing_column_is_named_beside_those_that_are_there() =>
        Assert.That(() => TextTable.Open(Payloads.Add("a.csv", "vuosi;kt\n"), TextFormat.Finnish, Staging, "vuosi", "taso_3", "GWh"),
            Throws.TypeOf<PayloadException>().With.Message.EqualTo(
                "a.csv:1: column 'taso_3', 'GWh' is missing; the file (utf-8) has 'vuosi', 'kt'; map it under columns: in source.yml, or ask for the export with this column."));

    [Test]
    public void A_wrong_delimiter_is_guessed_from_the_header() =>
        Assert.That(() => TextTable.Open(Payloads.Add("a.csv", "vuosi,kt\n2018,1\n"), TextFormat.Finnish, Staging, "vuosi"),
            Throws.TypeOf<PayloadException>().With.Message.Contains("the delimiter is probably not ';'"));

    [Test]
    public void A_column_under_another_name_is_found_by_the_mapping()
    {
        var format = TextFormat.Finnish with { ColumnNames = new Dictionary<string, string> { ["henkilo_id"] = "HENKNRO" } };
        using var table = TextTable.Open(Payloads.Add("a.csv", "HENKNRO\n00012345\n"), format, Staging, "henkilo_id");
        Assert.That(table.Read(), Is.True);
        Assert.That(table.Text(table.Column("henkilo_id")), Is.EqualTo("00012345"), "leading zeros stay");
        Assert.That(() => TextTable.Open(Payloads.Add("b.csv", "henkilo_id\n"), format, Staging, "henkilo_id"),
            Throws.TypeOf<PayloadException>().With.Message.Contains("'HENKNRO' (mapped from 'henkilo_id')"));
    }

    [Test]
    public void A_column_that_stands_twice_and_an_empty_file_are_refused()
    {
        Assert.That(
            () => TextTable.Open(Payloads.Add("a.csv", "kt;kt\n"), TextFormat.Finnish, Staging),
            Throws.TypeOf<PayloadException>().With.Message.Contains("'kt' stands 2 times"));
        Assert.That(
            () => TextTable.Open(Payloads.Add("b.csv", ""), TextFormat.Finnish, Staging),
            Throws.TypeOf<PayloadException>().With.Message.Contains("b.csv: the file is empty"));
    }

    [Test]
    public void Null_texts_are_no_value_and_not_zero()
    {
        using var table = TextTable.Open(Payloads.Add("a.csv", "kt\nNA\nNULL\n\"\"\n0\n"), TextFormat.Finnish, Staging);
        var numbers = new List<double?>();
        while (table.Read())
        {
            Assert.That(table.TryNumber(0, out var number), Is.True);
            numbers.Add(number);
        }

        Assert.That(numbers, Is.EqualTo(new double?[] { null, null, null, 0 }));
    }

    [Test]
    public void A_bad_number_date_or_truth_goes_to_quarantine_with_place_reason_and_remedy()
    {
        using var table = TextTable.Open(Payloads.Add("a.csv", "kt;alku;hinku\n1;2.1.2025;On\n12,3,4;31.4.2025;ehkä\n"), TextFormat.Finnish, Staging);
        Assert.That(table.Read() && table.TryNumber(0, out _) && table.TryDay(1, out _) && table.TryBoolean(2, out _), Is.True);
        Assert.That(table.Read(), Is.True);
        Assert.That(table.TryNumber(0, out _), Is.False);
        Assert.That(table.TryDay(1, out _), Is.False);
        Assert.That(table.TryBoolean(2, out _), Is.False);
        Assert.That(Staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Value)),
            Is.EqualTo(new[] { ("a.csv", 3L, "kt", "12,3,4"), ("a.csv", 3L, "alku", "31.4.2025"), ("a.csv", 3L, "hinku", "ehkä") }));
        Assert.That(Staging.Quarantine.Rows[0].Reason, Is.EqualTo("not a number (decimal comma expected, as in 1 234,5)"));
        Assert.That(Staging.Quarantine.Rows[0].Remedy, Is.EqualTo("fix the number in the file"));
    }

    [Test]
    public void A_row_with_too_few_or_too_many_fields_is_refused_and_the_next_is_read()
    {
        using var table = TextTable.Open(Payloads.Add("a.csv", "a;b\n1\n1;2;3\n1;2;;\n"), TextFormat.Finnish, Staging);
        Assert.That(table.Read(), Is.True);
        Assert.That(table.Line, Is.EqualTo(4), "empty fields beyond the header do no harm");
        Assert.That(table.Read(), Is.False);
        Assert.That(Staging.Quarantine.Rows.Select(r => (r.Line, r.Value, r.Reason)),
            Is.EqualTo(new[] { (2L, "1 fields", "the header has 2 columns"), (3L, "3 fields", "the header has 2 columns") }));
        Assert.That(Staging.RowsRead, Is.EqualTo(3));
    }

    [Test]
    public void A_quotation_mark_that_is_never_closed_costs_its_own_line_only()
    {
        using var table = TextTable.Open(Payloads.Add("a.csv", "a;b\n1;2\n\"1;2\n3;4\n5;\"6\"\"x\"\n"), TextFormat.Finnish, Staging);
        var lines = new List<(long, string)>();
        while (table.Read())
        {
            lines.Add((table.Line, table.Text(1)));
        }

        Assert.That(lines, Is.EqualTo(new[] { (2L, "2"), (4L, "4"), (5L, "6\"x") }));
        Assert.That(Staging.Quarantine.Rows.Single().Line, Is.EqualTo(3));
        Assert.That(Staging.Quarantine.Rows.Single().Reason, Does.Contain("quotation mark"));
    }
}
