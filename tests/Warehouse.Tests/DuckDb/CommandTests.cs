using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class CommandTests
{
    [Test]
    public void Named_parameters_are_found_with_and_without_dollar_in_any_order()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("SELECT $area || '/' || $Period || '/' || $area");
        command.Parameters.Add(new DuckDBParameter("$period", "2018-12"));
        command.Parameters.Add(new DuckDBParameter("area", "KU111"));
        Assert.That(command.ExecuteScalar(), Is.EqualTo("KU111/2018-12/KU111"));
    }

    [TestCase("SELECT ? - ?")]
    [TestCase("SELECT $1 - $2")]
    public void Positional_parameters_go_by_place(string sql)
    {
        using var connection = TestDatabase.Open();
        Assert.That(connection.Scalar(sql, 44, 2), Is.EqualTo(42));
    }

    [Test]
    public void Values_that_no_place_takes_are_refused()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(i INTEGER)");
        Assert.That(() => connection.Run("INSERT INTO t VALUES (?); INSERT INTO t VALUES (?)", 1, 2),
            Throws.InvalidOperationException.With.Message.Contains("2 parameters without name").And.Message.Contains("takes 1"));
        Assert.That(() => connection.Run("INSERT INTO t VALUES ($2)", 1, 2), Throws.TypeOf<DuckDBException>().With.Message.Contains("parameter number 2"));
        Assert.That(connection.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void Named_parameters_serve_several_statements()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("CREATE TABLE t(i INTEGER); INSERT INTO t VALUES ($a); INSERT INTO t VALUES ($b), ($a); SELECT list(i) FROM t");
        command.Parameters.AddWithValue("a", 1);
        command.Parameters.AddWithValue("b", 2);
        Assert.That(command.ExecuteScalar(), Is.EqualTo(new[] { 1, 2, 1 }));
    }

    [Test]
    public void A_list_is_one_parameter()
    {
        using var connection = TestDatabase.Open();
        Assert.That(connection.Scalar("SELECT count(*) FROM range(10) t(i) WHERE list_contains($1, i)", new[] { 2L, 3L, 77L }), Is.EqualTo(2L));
        Assert.That(connection.Scalar("SELECT len(list_concat($1, $2))", new List<string> { "a" }, Array.Empty<string>()), Is.EqualTo(1L));
    }

    [TestCase(typeof(Version), "Version")]
    [TestCase(typeof(object), "Object")]
    public void A_value_that_DuckDB_has_no_type_for_is_named(Type type, string name)
    {
        using var connection = TestDatabase.Open();
        Assert.That(() => connection.Scalar("SELECT $1", Activator.CreateInstance(type)), Throws.TypeOf<NotSupportedException>().With.Message.Contains(name));
    }

    [Test]
    public void Changed_rows_are_counted_over_all_statements()
    {
        using var connection = TestDatabase.Open();
        Assert.That(connection.Run("CREATE TABLE t(i INTEGER); INSERT INTO t VALUES (1), (2), (3), (4); DELETE FROM t WHERE i < 3; UPDATE t SET i = i + 1"), Is.EqualTo(8));
    }

    [Test]
    public void A_reader_goes_through_the_results_of_all_statements()
    {
        using var connection = TestDatabase.Open();
        using var reader = connection.Command("SELECT 1; CREATE TABLE t(i INTEGER); INSERT INTO t VALUES (5), (6); SELECT i FROM t ORDER BY i").ExecuteReader();
        Assert.That(reader.RecordsAffected, Is.EqualTo(2));
        Assert.That(reader.Read() && reader.GetInt32(0) == 1 && !reader.Read());
        Assert.That(reader.NextResult());
        Assert.That(reader.HasRows && reader.Read() && reader.GetInt32(0) == 5 && reader.Read() && reader.GetInt32(0) == 6 && !reader.Read());
        Assert.That(reader.NextResult(), Is.False);
    }

    [Test]
    public void A_prepared_command_runs_again_with_other_values()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(i INTEGER)");
        using var command = connection.Command("INSERT INTO t VALUES (?)", 0);
        command.Prepare();
        for (var i = 1; i <= 10; i++)
        {
            command.Parameters[0].Value = i;
            command.ExecuteNonQuery();
        }

        Assert.That(connection.Scalar("SELECT sum(i)::INTEGER FROM t"), Is.EqualTo(55));
    }

    [Test]
    public void A_transaction_is_kept_when_committed_and_undone_when_not()
    {
        using var connection = TestDatabase.Open();
        connection.Run("CREATE TABLE t(i INTEGER)");
        using (var transaction = connection.BeginTransaction())
        {
            connection.Run("INSERT INTO t VALUES (1)");
            transaction.Commit();
        }

        using (connection.BeginTransaction())
        {
            connection.Run("INSERT INTO t VALUES (2)");
        }

        Assert.That(connection.Scalar("SELECT list(i) FROM t"), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void A_transaction_that_SQL_has_ended_is_disposed_without_complaint()
    {
        using var connection = TestDatabase.Open();
        using (connection.BeginTransaction())
        {
            connection.Run("CREATE TABLE t(i INTEGER); COMMIT");
        }

        Assert.That(connection.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void A_transaction_that_loses_a_conflict_may_be_tried_again()
    {
        using var source = new DuckDBDataSource("Data Source=:memory:");
        using var first = source.OpenConnection();
        using var second = source.OpenConnection();
        first.Run("CREATE TABLE t(i INTEGER); INSERT INTO t VALUES (1)");
        using var winner = first.BeginTransaction();
        using (second.BeginTransaction())
        {
            first.Run("UPDATE t SET i = 2");
            var error = Assert.Throws<DuckDBException>(() => second.Run("UPDATE t SET i = 3"))!;
            Assert.That((error.ErrorType, error.IsTransient), Is.EqualTo((DuckDBErrorType.Transaction, true)));
        }

        winner.Commit();
        Assert.That(second.Scalar("SELECT i FROM t"), Is.EqualTo(2));
    }
}
