using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class AppenderTests
{
    private const int Rows = 5_001;

    [Test]
    public void Columns_arrive_row_by_row_with_their_nulls_over_several_chunks()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE SCHEMA facts; CREATE TABLE facts.population(area VARCHAR, period VARCHAR, persons DOUBLE, status VARCHAR, recorded_from INTEGER)");
        string[] areas = ["KU016", "KU111", "network:paijat-hame-4"];
        var codes = Enumerable.Range(0, Rows).Select(i => (i % 4) - 1).ToArray();
        var persons = Enumerable.Range(0, Rows).Select(i => i / 2.0).ToArray();
        var missing = Enumerable.Range(0, Rows).Select(i => i % 5 == 0).ToArray();
        var statuses = Enumerable.Range(0, Rows).Select(i => i % 3 == 0 ? null : "päättynyt-" + i).ToArray();
        using (var appender = connection.CreateAppender("facts", "population"))
        {
            appender.AppendColumns(
                DuckDBColumn.Coded(codes, areas), DuckDBColumn.Constant("2025", Rows), DuckDBColumn.Of(persons, missing), DuckDBColumn.Of(statuses), DuckDBColumn.Constant<int>(7, Rows));
        }

        using var reader = connection.Command("SELECT area, period, persons, status, recorded_from FROM facts.population").ExecuteReader();
        for (var i = 0; i < Rows; i++)
        {
            Assert.That(reader.Read());
            object?[] expected = [codes[i] < 0 ? null : areas[codes[i]], "2025", missing[i] ? null : persons[i], statuses[i], 7];
            Assert.That(Enumerable.Range(0, 5).Select(c => reader.IsDBNull(c) ? null : reader[c]), Is.EqualTo(expected), $"row {i}");
        }

        Assert.That(reader.Read(), Is.False);
    }

    [Test]
    public void Values_are_cast_to_the_types_of_the_table()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TYPE sex AS ENUM ('total', 'male', 'female'); CREATE TABLE t(s sex, n BIGINT, m DECIMAL(10,2), d DATE)");
        using (var appender = connection.CreateAppender("t"))
        {
            appender.AppendColumns(
                DuckDBColumn.Of(["male", null]), DuckDBColumn.Of([1, 2]), DuckDBColumn.Of([1.005m, -2.5m]), DuckDBColumn.Of(["2024-02-29", "2025-01-01"]));
        }

        Assert.That(connection.Scalar("SELECT string_agg(coalesce(s::VARCHAR, '-') || n || '/' || m || '/' || d, ' ') FROM t"),
            Is.EqualTo("male1/1.01/2024-02-29 -2/-2.50/2025-01-01"));
    }

    [Test]
    public void Only_the_named_columns_are_filled()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(a INTEGER, b VARCHAR DEFAULT 'x', c INTEGER)");
        using (var appender = connection.CreateAppender(null, null, "t", "c", "a"))
        {
            Assert.That(appender.ColumnCount, Is.EqualTo(2));
            appender.AppendColumns(DuckDBColumn.Of([3]), DuckDBColumn.Of([1]));
        }

        Assert.That(connection.Scalar("SELECT a || b || c FROM t"), Is.EqualTo("1x3"));
    }

    [Test]
    public void Rows_are_appended_value_by_value()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(a INTEGER, b VARCHAR, c DOUBLE, d TIMESTAMPTZ)");
        using (var appender = connection.CreateAppender("t"))
        {
            for (var i = 0; i < Rows; i++)
            {
                appender.CreateRow().AppendValue(i).AppendValue("ö" + i).AppendNullValue().AppendValue(new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc)).EndRow();
            }
        }

        Assert.That(connection.Scalar("SELECT count(*) || max(b) || count(c) || count(DISTINCT epoch(d)) FROM t"), Is.EqualTo("5001ö99901"));
        Assert.That(connection.Scalar("SELECT max(d) FROM t"), Is.EqualTo(new DateTime(2025, 1, 1)));
    }

    [Test]
    public void An_append_belongs_to_the_transaction()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(a INTEGER)");
        using (connection.BeginTransaction())
        using (var appender = connection.CreateAppender("t"))
        {
            appender.AppendColumns(DuckDBColumn.Of(new int[Rows]));
        }

        Assert.That(connection.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void Mistakes_are_named()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(a INTEGER, b INTEGER)");
        using var appender = connection.CreateAppender("t");
        Assert.That(() => appender.AppendColumns(DuckDBColumn.Of([1])), Throws.ArgumentException.With.Message.Contains("'t' has 2 columns to fill, but 1"));
        Assert.That(() => appender.AppendColumns(DuckDBColumn.Of([1]), DuckDBColumn.Of([1, 2])), Throws.ArgumentException.With.Message.Contains("column 1 has 2"));
        Assert.That(() => appender.CreateRow().AppendValue(1).EndRow(), Throws.InvalidOperationException.With.Message.Contains("1 values"));
        Assert.That(() => connection.CreateAppender("u"), Throws.TypeOf<DuckDBException>().With.Message.Contains("u"));
        Assert.That(() => DuckDBColumn.Of(new int[2], new bool[1]), Throws.ArgumentException.With.Message.Contains("2 values but 1"));
    }

    [Test]
    public void A_failed_append_drops_what_was_collected_and_the_connection_goes_on()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(a INTEGER)");
        using (var appender = connection.CreateAppender("t"))
        {
            appender.AppendColumns(DuckDBColumn.Of([1]));
            var error = Assert.Throws<DuckDBException>(() => appender.AppendColumns(DuckDBColumn.Of(["1", "two"])));
            Assert.That(error!.Message, Does.StartWith("Appending to table 't'"));
            Assert.That(() => appender.AppendColumns(DuckDBColumn.Of([1])), Throws.TypeOf<ObjectDisposedException>());
        }

        Assert.That(connection.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void A_violated_constraint_is_reported_when_closing()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(a INTEGER PRIMARY KEY)");
        var appender = connection.CreateAppender("t");
        appender.AppendColumns(DuckDBColumn.Of([1, 1]));
        var error = Assert.Throws<DuckDBException>(appender.Close);
        Assert.That(error!.ErrorType, Is.EqualTo(DuckDBErrorType.Constraint), error.Message);
        Assert.That(connection.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }
}
