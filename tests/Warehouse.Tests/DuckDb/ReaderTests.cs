using System.Numerics;
using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class ReaderTests
{
    private enum Direction
    {
        Higher,
        Lower,
    }

    [Test]
    public void Numbers_are_read_as_any_type_that_holds_them()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command("SELECT sum(range) AS total, 2.5::DECIMAL(4,1) AS rate, 300 AS n FROM range(100)").ExecuteReader();
        reader.Read();
        Assert.That((reader.GetInt64(0), reader.GetInt32(0), reader.GetDouble(0), reader.GetFieldValue<BigInteger>(0)), Is.EqualTo((4950L, 4950, 4950.0, (BigInteger)4950)));
        Assert.That((reader.GetDecimal(1), reader.GetDouble(1), reader.GetFloat(1)), Is.EqualTo((2.5m, 2.5, 2.5f)));
        Assert.That(() => reader.GetByte(2), Throws.TypeOf<OverflowException>().With.Message.Contains("Column 2 'n': the value 300 does not fit into Byte"));
        Assert.That(() => reader.GetInt32(1), Throws.TypeOf<InvalidCastException>().With.Message.Contains("Column 1 'rate' is DECIMAL(4,1)"));
    }

    [Test]
    public void Fields_are_read_as_the_type_that_the_caller_names()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command(
            "SELECT 'lower', [1, NULL], [1, 2], TIMESTAMPTZ '2025-01-01 00:00:00+02', NULL::INTEGER, INTERVAL 36 HOURS, DATE '2025-06-01'").ExecuteReader();
        reader.Read();
        Assert.That(reader.GetFieldValue<Direction>(0), Is.EqualTo(Direction.Lower));
        Assert.That(reader.GetFieldValue<List<int?>>(1), Is.EqualTo(new int?[] { 1, null }));
        Assert.That(() => reader.GetFieldValue<List<int>>(1), Throws.TypeOf<InvalidCastException>().With.Message.Contains("has a NULL"));
        Assert.That(reader.GetFieldValue<long[]>(2), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(reader.GetFieldValue<DateTimeOffset>(3), Is.EqualTo(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(2))));
        Assert.That((reader.GetFieldValue<int?>(4), reader.GetFieldValue<object>(4)), Is.EqualTo(((int?)null, (object)DBNull.Value)));
        Assert.That(() => reader.GetInt32(4), Throws.TypeOf<InvalidCastException>().With.Message.Contains("is NULL"));
        Assert.That(reader.GetFieldValue<TimeSpan>(5), Is.EqualTo(TimeSpan.FromHours(36)));
        Assert.That(reader.GetDateTime(6), Is.EqualTo(new DateTime(2025, 6, 1)));
    }

    [Test]
    public void Columns_are_found_by_name()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command("SELECT 1 AS area, 2 AS \"Area\", 3 AS value").ExecuteReader();
        reader.Read();
        Assert.That((reader["area"], reader["Area"], reader["VALUE"]), Is.EqualTo(((object)1, (object)2, (object)3)));
        Assert.That(() => reader.GetOrdinal("period"), Throws.TypeOf<IndexOutOfRangeException>().With.Message.Contains("area, Area, value"));
        Assert.That(reader.GetColumnSchema().Select(c => c.ColumnName), Is.EqualTo(new[] { "area", "Area", "value" }));
    }

    [Test]
    public void Bytes_are_read_in_parts()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command("SELECT $1, 'päivä'", new byte[] { 1, 2, 3, 4, 5 }).ExecuteReader();
        reader.Read();
        var (bytes, letters) = (new byte[4], new char[4]);
        Assert.That((reader.GetBytes(0, 0, null, 0, 0), reader.GetBytes(0, 3, bytes, 1, 9)), Is.EqualTo((5L, 2L)));
        Assert.That((reader.GetChars(1, 1, letters, 0, 2), new string(letters, 0, 2)), Is.EqualTo((2L, "äi")));
        Assert.That(bytes, Is.EqualTo(new byte[] { 0, 4, 5, 0 }));
        Assert.That(reader.GetFieldValue<Stream>(0).Length, Is.EqualTo(5));
    }

    [Test]
    public void What_dotnet_cannot_hold_is_said()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command(
            "SELECT 'infinity'::DATE, 'infinity'::TIMESTAMP, 99999999999999999999999999999999999999::DECIMAL(38,0), '101'::BIT").ExecuteReader();
        reader.Read();
        Assert.That(() => reader.GetValue(0), Throws.TypeOf<InvalidCastException>().With.Message.Contains("infinite"));
        Assert.That(() => reader.GetValue(1), Throws.TypeOf<InvalidCastException>().With.Message.Contains("infinite"));
        Assert.That(() => reader.GetValue(2), Throws.TypeOf<OverflowException>().With.Message.Contains("DECIMAL(38,0)"));
        Assert.That(() => reader.GetValue(3), Throws.TypeOf<NotSupportedException>().With.Message.Contains("BIT"));
    }

    [Test]
    public void A_reader_outside_of_its_rows_says_so()
    {
        using var connection = TestDatabase.Open();
        var reader = connection.Command("SELECT 1").ExecuteReader();
        Assert.That(() => reader.GetInt32(0), Throws.InvalidOperationException.With.Message.Contains("call Read first"));
        reader.Read();
        Assert.That(() => reader.GetInt32(1), Throws.TypeOf<ArgumentOutOfRangeException>());
        reader.Read();
        Assert.That(() => reader.GetInt32(0), Throws.InvalidOperationException);
        reader.Close();
        Assert.That(() => reader.Read(), Throws.TypeOf<ObjectDisposedException>());
    }
}
