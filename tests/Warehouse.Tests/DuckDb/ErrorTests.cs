using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class ErrorTests
{
    [TestCase("SELECT *\nFROM nöpe, x", DuckDBErrorType.Catalog, 2, 6)]
    [TestCase("SELECT 'ä', 'ä',\n foo FROM range(3)", DuckDBErrorType.Binder, 2, 2)]
    [TestCase("SELECT 'ä', foo FROM range(3)", DuckDBErrorType.Binder, 1, 13)]
    [TestCase("SELECT ä ä ä FRM x", DuckDBErrorType.Parser, 1, 12)]
    [TestCase("SELECT 1;\nSELECT nope;\nSELECT 2", DuckDBErrorType.Binder, 2, 8)]
    [TestCase("SELECT CAST(x AS INTEGER) FROM (VALUES ('1'), ('q')) t(x)", DuckDBErrorType.Conversion, 1, 8)]
    public void An_error_carries_its_kind_and_the_place_in_the_SQL(string sql, DuckDBErrorType kind, int line, int column)
    {
        using var connection = TestDatabase.Open();
        var error = Assert.Throws<DuckDBException>(() => connection.Run(sql))!;
        Assert.That((error.ErrorType, error.Line, error.Column), Is.EqualTo((kind, (int?)line, (int?)column)), error.Message);
    }

    [Test]
    public void An_error_without_place_keeps_DuckDBs_message()
    {
        using var connection = TestDatabase.Open();
        var error = Assert.Throws<DuckDBException>(() =>
            connection.Run("CREATE TABLE t(i INTEGER PRIMARY KEY); INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)"))!;
        Assert.That((error.ErrorType, error.Line), Is.EqualTo((DuckDBErrorType.Constraint, (int?)null)));
        Assert.That(error.Message, Does.Contain("Duplicate key \"i: 1\""));
    }

    [Test]
    public void A_message_that_looks_like_JSON_is_shown_as_it_is()
    {
        using var connection = TestDatabase.Open();
        Assert.That(() => connection.Run("SELECT error('{x}')"), Throws.TypeOf<DuckDBException>().With.Message.Contains("{x}"));
    }

    [TestCase("")]
    [TestCase(" ; ")]
    [TestCase("-- nothing")]
    public void An_empty_text_does_nothing(string sql)
    {
        using var connection = TestDatabase.Open();
        Assert.That(connection.Run(sql), Is.Zero);
    }

    [Test]
    public void A_missing_parameter_is_named()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT $area, $period";
        command.Parameters.Add(new DuckDBParameter("area", "KU016"));
        Assert.That(() => command.ExecuteScalar(), Throws.InvalidOperationException.With.Message.Contains("$period has no value (given: $area)"));
    }
}
