using System.Data.Common;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Migrations;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Tests.Migrations;

[TestFixture(Database.DuckDb)]
[TestFixture(Database.Sqlite)]
public sealed class MigrationHistoryTests(MigrationHistoryTests.Database kind)
{
    private static readonly MigrationHistory.Script First = new("0001-towns.sql", "CREATE TABLE town (id INTEGER); INSERT INTO town VALUES (16);");
    private static readonly MigrationHistory.Script Second = new("0002-names.sql", "ALTER TABLE town ADD COLUMN name VARCHAR;");
    private static readonly MigrationHistory.Script Failing = new("0003-fails.sql", "CREATE TABLE half (id INTEGER); INSERT INTO half VALUES (1); INSERT INTO nowhere VALUES (1);");

    private readonly SetClock clock = new();
    private DbConnection connection = null!;

    public enum Database
    {
        DuckDb,
        Sqlite,
    }

    [SetUp]
    public void Open()
    {
        connection = kind == Database.DuckDb ? new DuckDBConnection("Data Source=:memory:") : new SqliteConnection("Data Source=:memory:");
        connection.Open();
    }

    [TearDown]
    public void Close() => connection.Dispose();

    [Test]
    public void Each_file_is_applied_once_and_recorded_with_its_hash_and_time()
    {
        Assert.That(Apply(First), Is.EqualTo(new[] { "0001-towns.sql" }));
        Assert.That(Apply(First), Is.Empty);
        clock.Now = clock.Now.AddDays(1);
        Assert.That(Apply(First, Second), Is.EqualTo(new[] { "0002-names.sql" }));
        Assert.That(Apply(First, Second), Is.Empty);
        Assert.That(connection.Texts("SELECT id FROM town"), Is.EqualTo(new[] { "16" }));
        Assert.That(
            connection.Rows("SELECT name, sha256, applied_at FROM migration ORDER BY name"),
            Is.EqualTo(new[]
            {
                new[] { "0001-towns.sql", First.Sha256, "2026-11-21T08:30:05.0000000+00:00" },
                ["0002-names.sql", Second.Sha256, "2026-11-22T08:30:05.0000000+00:00"],
            }));
    }

    [Test]
    public void A_file_that_was_edited_after_it_had_been_applied_is_refused_with_both_hashes()
    {
        Apply(First);
        var edited = First with { Sql = "CREATE TABLE town (id BIGINT);" };
        edited = new MigrationHistory.Script(edited.Name, edited.Sql);
        Assert.That(
            () => Apply(edited, Second),
            Throws.TypeOf<MigrationException>().With.Message.EqualTo(
                $"Migration '0001-towns.sql' was edited after it had been applied (recorded {First.Sha256[..12]}, now {edited.Sha256[..12]}); undo the edit and put the change into a new numbered file."));
        Assert.That(connection.Texts("SELECT name FROM migration"), Is.EqualTo(new[] { "0001-towns.sql" }));
    }

    [Test]
    public void A_database_newer_than_the_program_is_refused()
    {
        Apply(First, Second);
        Assert.That(
            () => Apply(First),
            Throws.TypeOf<MigrationException>().With.Message.Contains("has migration '0002-names.sql', which this program does not know at that place; use the program version that wrote the data folder"));
    }

    [Test]
    public void A_file_put_between_applied_ones_is_refused()
    {
        Apply(First, Second);
        Assert.That(() => Apply(First, new MigrationHistory.Script("0001-z.sql", "SELECT 1;"), Second), Throws.TypeOf<MigrationException>().With.Message.Contains("0002-names.sql"));
    }

    [Test]
    public void A_failing_file_is_named_and_leaves_nothing_of_itself_or_of_those_applied_with_it()
    {
        Apply(First);
        Assert.That(
            () => Apply(First, Second, Failing),
            Throws.TypeOf<MigrationException>().With.Message.StartsWith("Migration '0003-fails.sql' failed and nothing of it was kept: ").And.Message.Contains("nowhere"));
        Assert.That(connection.Texts("SELECT name FROM migration"), Is.EqualTo(new[] { "0001-towns.sql" }));
        Assert.That(() => connection.Rows("SELECT * FROM half"), Throws.InstanceOf<DbException>());
        Assert.That(() => connection.Rows("SELECT name FROM town"), Throws.InstanceOf<DbException>());
        Assert.That(Apply(First, Second), Is.EqualTo(new[] { "0002-names.sql" }), "the connection is usable and the good file can be applied");
    }

    [Test]
    public void The_delivered_schema_is_applied_once()
    {
        var store = kind == Database.DuckDb ? "warehouse" : "operations";
        Assert.That(MigrationHistory.Apply(connection, store, clock), Has.Count.GreaterThan(0).And.Ordered);
        Assert.That(MigrationHistory.Apply(connection, store, clock), Is.Empty);
        Assert.That(connection.Rows(kind == Database.DuckDb ? "SELECT * FROM load" : "SELECT * FROM run"), Is.Empty);
    }

    private IReadOnlyList<string> Apply(params MigrationHistory.Script[] scripts) => MigrationHistory.Apply(connection, scripts, clock);
}
