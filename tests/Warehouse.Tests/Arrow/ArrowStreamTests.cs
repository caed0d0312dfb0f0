using Insight.Warehouse.Arrow;
using Insight.Warehouse.Tables;

namespace Warehouse.Tests.Arrow;

/// <summary>Streams that we write are read by Apache Arrow's own reader.</summary>
public sealed class ArrowStreamTests
{
    [Test]
    public void Every_type_is_read_back_with_its_missing_values()
    {
        var table = new Table(
            new TextColumn("area", ["KU016", null, "Äänekoski €"]),
            new NumberColumn("value", [13.98, null, -1e-300]),
            new WholeColumn("ahead", [1, null, int.MinValue]),
            new FlagColumn("synthetic", [true, null, false]),
            new TextColumn("empty", ["", "", ""]));
        var read = ArrowReader.Read(ArrowStreamWriter.Of(table));
        Assert.That(read.GetProperty("fields").EnumerateArray().Select(f => f.GetString()), Is.EqualTo(new[] { "area: Utf8", "value: Float64", "ahead: Int32", "synthetic: Bool", "empty: Utf8" }));
        Assert.That(
            read.GetProperty("first").GetRawText(),
            Is.EqualTo("""[["KU016",13.98,1,true,""],[null,null,null,null,""],["Äänekoski €",-1e-300,-2147483648,false,""]]"""));
    }

    [Test]
    public void Many_rows_are_several_batches()
    {
        var read = ArrowReader.Read(ArrowStreamWriter.Of(new Table(
            new WholeColumn("row", [.. Enumerable.Range(0, 150_000).Select(i => (int?)i)]), new TextColumn("text", [.. Enumerable.Range(0, 150_000).Select(i => "t" + i)]))));
        Assert.That((read.GetProperty("batches").GetInt32(), read.GetProperty("count").GetInt32()), Is.EqualTo((3, 150_000)));
        Assert.That(read.GetProperty("last").GetRawText(), Is.EqualTo("[149999,\"t149999\"]"));
    }

    [Test]
    public void No_rows_are_a_schema_and_an_end()
    {
        var read = ArrowReader.Read(ArrowStreamWriter.Of(new Table(new NumberColumn("value", []))));
        Assert.That(read.GetProperty("count").GetInt32(), Is.Zero);
        Assert.That(read.GetProperty("fields")[0].GetString(), Is.EqualTo("value: Float64"));
    }

    [Test]
    public void Columns_of_different_lengths_are_refused() =>
        Assert.That(() => new Table(new NumberColumn("a", [1.0]), new NumberColumn("b", [])), Throws.ArgumentException.With.Message.Contains("a: 1, b: 0"));

    [Test]
    public void Csv_is_quoted_where_it_must_be() => Assert.That(
        System.Text.Encoding.UTF8.GetString(CsvText.Of(new Table(new TextColumn("a", ["x,\"y\"", null]), new NumberColumn("b", [0.1, null])))),
        Is.EqualTo("a,b\r\n\"x,\"\"y\"\"\",0.1\r\n,\r\n"));
}
