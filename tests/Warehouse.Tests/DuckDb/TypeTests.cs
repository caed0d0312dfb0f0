using System.Numerics;
using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

/// <summary>Every type goes to the database and back: as a parameter, appended, and out of SQL, with nulls and over several chunks.</summary>
public sealed class TypeTests
{
    private const int Rows = 5_003;

    private static readonly string LongText = string.Concat(Enumerable.Repeat("tiedolla johtaminen ÄÖ 統計 🏘 ", 30_000));

    private static IEnumerable<TestCaseData> Types()
    {
        yield return Case("BOOLEAN", true, false);
        yield return Case("TINYINT", sbyte.MinValue, sbyte.MaxValue, (sbyte)0);
        yield return Case("SMALLINT", short.MinValue, short.MaxValue, (short)0);
        yield return Case("INTEGER", int.MinValue, int.MaxValue, 0);
        yield return Case("BIGINT", long.MinValue, long.MaxValue, 0L);
        yield return Case("UTINYINT", byte.MinValue, byte.MaxValue);
        yield return Case("USMALLINT", ushort.MinValue, ushort.MaxValue);
        yield return Case("UINTEGER", uint.MinValue, uint.MaxValue);
        yield return Case("UBIGINT", ulong.MinValue, ulong.MaxValue);
        yield return Case("HUGEINT", (BigInteger)Int128.MinValue, (BigInteger)Int128.MaxValue, BigInteger.Zero, BigInteger.MinusOne);
        yield return Case("UHUGEINT", BigInteger.Zero, (BigInteger)UInt128.MaxValue);
        yield return Case("FLOAT", 1.5f, float.MinValue, float.Epsilon, float.NaN, float.PositiveInfinity);
        yield return Case("DOUBLE", Math.PI, double.MaxValue, -0.0, double.NaN, double.NegativeInfinity);
        yield return Case("DECIMAL(4,1)", 999.9m, -999.9m, 0.0m);
        yield return Case("DECIMAL(9,4)", 12345.6789m, -0.0001m);
        yield return Case("DECIMAL(18,2)", 1234567890123456.78m, -0.01m);
        yield return Case("DECIMAL(28,10)", 123456789012345678.0123456789m, -1m);
        yield return Case("DECIMAL(38,0)", decimal.MaxValue, decimal.MinValue);
        yield return Case("VARCHAR", "", "twelve bytes", "thirteen byte", "Päijät-Häme 統計 🏘", LongText);
        yield return Case("BLOB", Array.Empty<byte>(), new byte[] { 0, 1, 255, 0 }, new byte[20_000]);
        yield return Case("DATE", new DateOnly(2024, 2, 29), DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(1969, 12, 31));
        yield return Case("TIME", new TimeOnly(13, 14, 15, 16, 17), TimeOnly.MinValue, new TimeOnly(23, 59, 59, 999, 999));
        yield return Case("TIMESTAMP", new DateTime(2026, 11, 21, 22, 10, 5).AddMicroseconds(123_456), DateTime.MinValue, new DateTime(1900, 1, 1));
        yield return Case("TIMESTAMPTZ", new DateTime(2026, 11, 21, 22, 10, 5, DateTimeKind.Utc).AddMicroseconds(1), new DateTime(1969, 7, 20, 20, 17, 40, DateTimeKind.Utc));
        yield return Case("UUID", Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff"), new Guid("ffeeddcc-bbaa-9988-7766-554433221100"));
        yield return Case("ENUM ('total', 'naiset', 'miehet')", "total", "miehet");
        yield return Case("INTERVAL", new DuckDBInterval(14, -3, 1_000_001), new DuckDBInterval(0, 0, 0));
        yield return Case("INTEGER[]", new List<int> { 1, 2, 3 }, new List<int>());
        yield return Case("VARCHAR[]", new List<string?> { "ä", null, "a text longer than twelve bytes" });
        yield return Case("DOUBLE[]", new List<double?> { 1.5, null });
        yield return Case("DATE[]", new List<DateOnly> { new(2024, 2, 29) });
        yield return Case("DECIMAL(10,3)[]", new List<decimal> { 1m, 2.125m });
        yield return Case("INTEGER[][]", new List<List<int>> { new() { 1 }, new() { 2, 3 } });

        static TestCaseData Case(string type, params object[] values) => new TestCaseData(type, values).SetArgDisplayNames(type);
    }

    [TestCaseSource(nameof(Types))]
    public void Round_trips_as_parameter(string type, object[] values)
    {
        using var connection = TestDatabase.Open();
        connection.Run($"CREATE TABLE t(i INTEGER, v {type})");
        using var insert = connection.Command("INSERT INTO t VALUES ($i, $v)");
        var (i, v) = (insert.Parameters.AddWithValue("i", 0), insert.Parameters.AddWithValue("v", null));
        object?[] all = [.. values, null];
        for (var n = 0; n < all.Length; n++)
        {
            (i.Value, v.Value) = (n, all[n]);
            insert.ExecuteNonQuery();
        }

        Assert.That(Read(connection, "SELECT v FROM t ORDER BY i"), Is.EqualTo(all));
    }

    [TestCaseSource(nameof(Types))]
    public void Round_trips_through_the_row_appender_over_several_chunks(string type, object[] values)
    {
        using var connection = TestDatabase.Open();
        connection.Run($"CREATE TABLE t(v {type})");
        object?[] all = [.. values.Where(v => v is not string { Length: > 1000 } and not byte[] { Length: > 1000 }), null];
        using (var appender = connection.CreateAppender("t"))
        {
            for (var i = 0; i < Rows; i++)
            {
                appender.CreateRow().AppendValue(all[i % all.Length]).EndRow();
            }
        }

        Assert.That(Read(connection, "SELECT v FROM t"), Is.EqualTo(Enumerable.Range(0, Rows).Select(i => all[i % all.Length])));
    }

    [TestCaseSource(nameof(Types))]
    public void Tells_its_type(string type, object[] values)
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command($"SELECT NULL::{type} AS v").ExecuteReader();
        Assert.That(reader.GetFieldType(0), Is.EqualTo(values[^1].GetType()).Or.EqualTo(Bare(values[^1].GetType())));
        Assert.That(type.Replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", StringComparison.Ordinal), Does.StartWith(reader.GetDataTypeName(0)));
        Assert.That(reader.Read() && reader.IsDBNull(0));

        static Type Bare(Type list) => list.IsGenericType && Nullable.GetUnderlyingType(list.GetGenericArguments()[0]) is { } element
            ? typeof(List<>).MakeGenericType(element)
            : list;
    }

    private static IEnumerable<TestCaseData> Columns()
    {
        yield return Column("BOOLEAN", i => i % 2 == 0);
        yield return Column("TINYINT", i => (sbyte)(i % 256 - 128));
        yield return Column("SMALLINT", i => (short)(i - 2500));
        yield return Column("INTEGER", i => i * 1000 - 7);
        yield return Column("BIGINT", i => i * 10_000_000_000L);
        yield return Column("UTINYINT", i => (byte)i);
        yield return Column("USMALLINT", i => (ushort)i);
        yield return Column("UINTEGER", i => uint.MaxValue - (uint)i);
        yield return Column("UBIGINT", i => ulong.MaxValue - (ulong)i);
        yield return Column("HUGEINT", i => Int128.MaxValue - i);
        yield return Column("UHUGEINT", i => UInt128.MaxValue - (uint)i);
        yield return Column("FLOAT", i => i / 3f);
        yield return Column("DOUBLE", i => i / 3.0);
        yield return Column("DECIMAL(4,1)", i => (i % 1000) / 10m);
        yield return Column("DECIMAL(38,12)", i => -i / 1000m);
        yield return Column("DATE", i => new DateOnly(1900, 1, 1).AddDays(i * 20));
        yield return Column("TIME", i => TimeOnly.MinValue.Add(TimeSpan.FromMicroseconds(i * 1_000_003L)));
        yield return Column("TIMESTAMP", i => new DateTime(1900, 1, 1).AddMinutes(i * 30_000L).AddMicroseconds(i));
        yield return Column("TIMESTAMPTZ", i => new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddHours(i));
        yield return Column("UUID", i => new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        static TestCaseData Column<T>(string type, Func<int, T> value)
            where T : unmanaged => new TestCaseData(type, new Action<string>(t => RoundTrip(t, value))).SetArgDisplayNames(type);
    }

    [TestCaseSource(nameof(Columns))]
    public void Round_trips_as_a_column(string type, Action<string> roundTrip) => roundTrip(type);

    [Test]
    public void Long_texts_round_trip_as_a_column()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(v VARCHAR)");
        string?[] values = [LongText, null, "", "lone surrogate \ud800.", "with\0zero", LongText + "!"];
        using (var appender = connection.CreateAppender("t"))
        {
            appender.AppendColumns(DuckDBColumn.Of(values));
        }

        values[3] = "lone surrogate \ufffd.";
        Assert.That(Read(connection, "SELECT v FROM t"), Is.EqualTo(values));
    }

    [Test]
    public void Structs_and_maps_are_read()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command("SELECT {'area': 'KU016', 'n': [1, 2]}, map {'fi': 'ä', 'sv': NULL}, [1, 2]::INTEGER[2]").ExecuteReader();
        reader.Read();
        Assert.That(reader[0], Is.EqualTo(new Dictionary<string, object?> { ["area"] = "KU016", ["n"] = new List<int> { 1, 2 } }));
        Assert.That(reader[1], Is.EqualTo(new Dictionary<object, object?> { ["fi"] = "ä", ["sv"] = null }));
        Assert.That(reader[2], Is.EqualTo(new List<int> { 1, 2 }));
    }

    private static void RoundTrip<T>(string type, Func<int, T> value)
        where T : unmanaged
    {
        using var connection = TestDatabase.Open();
        connection.Run($"CREATE TABLE t(v {type}, w {type})");
        var values = Enumerable.Range(0, Rows).Select(value).ToArray();
        var nulls = Enumerable.Range(0, Rows).Select(i => i % 3 == 0 || i is > 2048 and < 2200).ToArray();
        using (var appender = connection.CreateAppender("t"))
        {
            appender.AppendColumns(DuckDBColumn.Of(values), DuckDBColumn.Of(values, nulls));
        }

        using var reader = connection.Command("SELECT v, w FROM t").ExecuteReader();
        for (var i = 0; i < Rows; i++)
        {
            Assert.That(reader.Read());
            Assert.That(reader.GetFieldValue<T>(0), Is.EqualTo(values[i]), $"row {i}");
            Assert.That(reader.GetFieldValue<T?>(1), Is.EqualTo(nulls[i] ? null : values[i]), $"row {i}");
        }

        Assert.That(reader.Read(), Is.False);
    }

    private static List<object?> Read(DuckDBConnection connection, string sql)
    {
        using var reader = connection.Command(sql).ExecuteReader();
        var values = new List<object?>();
        while (reader.Read())
        {
            values.Add(reader.IsDBNull(0) ? null : reader.GetValue(0));
        }

        return values;
    }
}
