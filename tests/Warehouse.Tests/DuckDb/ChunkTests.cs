using System.Text;
using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class ChunkTests
{
    private const string Query =
        """
        SELECT CASE WHEN range % 7 = 0 THEN NULL ELSE range * 0.5::DOUBLE END AS value, range::INTEGER AS n,
               CASE range % 3 WHEN 0 THEN NULL WHEN 1 THEN 'KU016' ELSE 'network:päijät-häme' END AS area,
               (['low', 'high'])[1 + range % 2]::ENUM ('low', 'high', 'unused') AS level, range % 2 = 1 AS odd, DATE '1970-01-01' + range::INTEGER AS day
        FROM range(5001)
        """;

    [Test]
    public void Columns_are_spans_with_validity([Values] bool streaming)
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command(Query);
        command.UseStreamingMode = streaming;
        using var chunks = command.ExecuteChunks();
        Assert.That((chunks.ColumnCount, chunks.GetName(0), chunks.GetOrdinal("N"), chunks.GetDuckDBType(3)), Is.EqualTo((6, "value", 1, DuckDBType.Enum)));
        var (row, count) = (0, 0);
        foreach (var chunk in chunks)
        {
            count++;
            var (values, numbers, odds, days) = (chunk.Doubles(0).ToArray(), chunk.Int32s(1).ToArray(), chunk.Values<bool>(4).ToArray(), chunk.Values<int>(5).ToArray());
            for (var i = 0; i < chunk.RowCount; i++, row++)
            {
                Assert.That(chunk.Validity(0)[i] ? values[i] : (double?)null, Is.EqualTo(row % 7 == 0 ? null : row * 0.5));
                Assert.That((numbers[i], odds[i], days[i], chunk.GetValue(1, i)), Is.EqualTo((row, row % 2 == 1, row, (object)row)));
                Assert.That(chunk.Texts(2).GetString(i), Is.EqualTo(Area(row)));
                Assert.That(chunk.Enums(3).Members[chunk.Enums(3)[i]], Is.EqualTo(row % 2 == 0 ? "low" : "high"));
            }

            Assert.That(chunk.Validity(0).CountNulls(chunk.RowCount), Is.EqualTo(Enumerable.Range(row - chunk.RowCount, chunk.RowCount).Count(r => r % 7 == 0)));
            Assert.That(chunk.Validity(1).CountNulls(chunk.RowCount), Is.Zero);
        }

        Assert.That((row, count), Is.EqualTo((5001, 3)));
    }

    [Test]
    public void Texts_are_encoded_with_one_dictionary_over_all_chunks()
    {
        using var connection = TestDatabase.Open();
        using var chunks = connection.Command(Query).ExecuteChunks();
        var dictionary = new DuckDBTextDictionary();
        var row = 0;
        foreach (var chunk in chunks)
        {
            var codes = new int[chunk.RowCount];
            chunk.Texts(2).Encode(dictionary, codes);
            foreach (var code in codes)
            {
                Assert.That(code < 0 ? null : dictionary.Texts[code], Is.EqualTo(Area(row++)));
            }
        }

        Assert.That(dictionary.Texts, Is.EqualTo(new[] { "KU016", "network:päijät-häme" }));
    }

    [Test]
    public void Texts_are_UTF8_where_DuckDB_put_them()
    {
        using var connection = TestDatabase.Open();
        using var chunks = connection.Command("SELECT 'ö', repeat('ä', 500000), '', NULL::VARCHAR").ExecuteChunks();
        Assert.That(chunks.Read());
        Assert.That(chunks.Current.Texts(0)[0].ToArray(), Is.EqualTo("ö"u8.ToArray()));
        Assert.That(Encoding.UTF8.GetString(chunks.Current.Texts(1)[0]), Is.EqualTo(new string('ä', 500_000)));
        Assert.That((chunks.Current.Texts(2)[0].Length, chunks.Current.IsNull(2, 0)), Is.EqualTo((0, false)));
        Assert.That((chunks.Current.Texts(3)[0].Length, chunks.Current.IsNull(3, 0)), Is.EqualTo((0, true)));
        Assert.That(chunks.Read(), Is.False);
    }

    [Test]
    public void A_column_is_not_read_as_another_type()
    {
        using var connection = TestDatabase.Open();
        using var chunks = connection.Command("SELECT 1::BIGINT AS load").ExecuteChunks();
        chunks.Read();
        var chunk = chunks.Current;
        Assert.That(() => chunk.Doubles(0).Length, Throws.TypeOf<InvalidCastException>().With.Message.Contains("Column 0 'load' is BIGINT"));
        Assert.That(() => chunk.Texts(0).Count, Throws.TypeOf<InvalidCastException>());
        Assert.That(() => chunk.Int64s(1).Length, Throws.TypeOf<ArgumentOutOfRangeException>());
        chunks.Read();
        Assert.That(() => chunk.Int64s(0).Length, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void The_last_statement_with_rows_is_read()
    {
        using var connection = TestDatabase.Open();
        using var chunks = connection.Command("CREATE TABLE t AS SELECT 1 AS i; SELECT 5; SELECT i + 1 FROM t").ExecuteChunks();
        Assert.That(chunks.Read() && chunks.Current.Int32s(0)[0] == 2);
        Assert.That(() => connection.Command("CREATE TABLE u(i INTEGER)").ExecuteChunks(), Throws.InvalidOperationException);
    }

    private static string? Area(int row) => (row % 3) switch
    {
        0 => null,
        1 => "KU016",
        _ => "network:päijät-häme",
    };
}
