using System.Data;
using System.Data.Common;
using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class ConnectionTests
{
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("insight-duckdb-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Connections_to_one_file_share_it_and_the_last_lets_it_go()
    {
        var file = Path.Combine(folder, "a.duckdb");
        using (var first = TestDatabase.Open(file))
        using (var second = TestDatabase.Open(Path.Combine(folder, ".", "a.duckdb")))
        {
            first.Run("CREATE TABLE t AS SELECT 42 AS i");
            Assert.That(second.Scalar("SELECT i FROM t"), Is.EqualTo(42));
            Assert.That(IsOpen(file));
            first.Close();
            Assert.That(IsOpen(file));
        }

        Assert.That(IsOpen(file), Is.False);
        using var again = TestDatabase.Open(file);
        Assert.That(again.Scalar("SELECT i FROM t"), Is.EqualTo(42));
    }

    [Test]
    public void A_link_to_a_file_is_the_same_database()
    {
        var file = Path.Combine(folder, "a.duckdb");
        using var first = TestDatabase.Open(file);
        File.CreateSymbolicLink(Path.Combine(folder, "link.duckdb"), file);
        using var second = TestDatabase.Open(Path.Combine(folder, "link.duckdb"));
        first.Run("CREATE TABLE t(i INTEGER)");
        Assert.That(second.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void Another_setting_for_an_open_database_is_refused()
    {
        var file = Path.Combine(folder, "a.duckdb");
        using var first = TestDatabase.Open(file);
        using var second = new DuckDBConnection($"Data Source={file};access_mode=READ_ONLY");
        Assert.That(second.Open, Throws.InvalidOperationException.With.Message.Contains("already open").And.Message.Contains("access_mode=READ_ONLY"));
        first.Close();
        second.Open();
        Assert.That(() => second.Run("CREATE TABLE t(i INTEGER)"), Throws.TypeOf<DuckDBException>().With.Message.Contains("read-only"));
    }

    [Test]
    public void Settings_of_the_connection_string_take_effect()
    {
        using var connection = new DuckDBConnection($"datasource={folder}/a.duckdb;threads=1;Memory_Limit=100MB");
        connection.Open();
        Assert.That((connection.Database, File.Exists(connection.DataSource)), Is.EqualTo(("a", true)));
        Assert.That(connection.Scalar("SELECT current_setting('threads') || ' ' || current_setting('memory_limit')"), Is.EqualTo("1 95.3 MiB"));
        using var wrong = new DuckDBConnection("Data Source=:memory:;treads=1");
        Assert.That(wrong.Open, Throws.TypeOf<DuckDBException>().With.Message.Contains("treads"));
    }

    [Test]
    public void A_database_that_cannot_be_opened_is_named()
    {
        using var connection = new DuckDBConnection($"Data Source={folder}/missing/a.duckdb");
        Assert.That(connection.Open, Throws.TypeOf<DuckDBException>().With.Message.Contains("missing/a.duckdb"));
        File.WriteAllText(Path.Combine(folder, "text.duckdb"), "no database");
        using var text = new DuckDBConnection($"Data Source={folder}/text.duckdb");
        Assert.That(text.Open, Throws.TypeOf<DuckDBException>().With.Message.Contains("text.duckdb"));
    }

    [Test]
    public void Memory_is_private_unless_it_is_duplicated_or_shared_by_name()
    {
        using var connection = TestDatabase.Open();
        using var other = TestDatabase.Open();
        connection.Run("CREATE TABLE t(i INTEGER)");
        Assert.That(() => other.Scalar("SELECT * FROM t"), Throws.TypeOf<DuckDBException>());
        using var duplicate = connection.Duplicate();
        Assert.That(duplicate.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));

        using var shared = TestDatabase.Open(DuckDBConnectionStringBuilder.InMemorySharedDataSource);
        using var sharing = TestDatabase.Open(DuckDBConnectionStringBuilder.InMemorySharedDataSource);
        shared.Run("CREATE TABLE t(i INTEGER)");
        Assert.That(sharing.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void A_data_source_keeps_its_database_open_until_it_is_disposed()
    {
        var file = Path.Combine(folder, "a.duckdb");
        using (DbDataSource source = DuckDBClientFactory.Instance.CreateDataSource($"Data Source={file}"))
        {
            Assert.That(File.Exists(file), Is.False);
            using (var connection = source.OpenConnection())
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "CREATE TABLE t AS SELECT 42 AS i";
                command.ExecuteNonQuery();
            }

            Assert.That(IsOpen(file));
            using var query = source.CreateCommand("SELECT i FROM t");
            Assert.That(query.ExecuteScalar(), Is.EqualTo(42));
        }

        Assert.That(IsOpen(file), Is.False);
    }

    [Test]
    public void Connections_of_a_data_source_to_memory_see_the_same_database()
    {
        using var source = new DuckDBDataSource("Data Source=:memory:");
        using (var connection = source.OpenConnection())
        {
            connection.Run("CREATE TABLE t(i INTEGER)");
        }

        using var other = source.CreateConnection();
        other.Open();
        Assert.That(other.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    [Test]
    public void Two_threads_on_one_connection_are_refused()
    {
        using var connection = TestDatabase.Open();
        using (connection.Use())
        {
            Assert.That(() => connection.Scalar("SELECT 1"), Throws.InvalidOperationException.With.Message.Contains("Two threads"));
            Assert.That(() => connection.CreateAppender("t"), Throws.InvalidOperationException);
        }

        Assert.That(connection.Scalar("SELECT 1"), Is.EqualTo(1));
    }

    [Test]
    public void Many_threads_with_their_own_connections_write_and_read()
    {
        using var source = new DuckDBDataSource("Data Source=:memory:");
        using (var connection = source.OpenConnection())
        {
            connection.Run("CREATE TABLE t(thread INTEGER, i INTEGER)");
        }

        Parallel.For(0, 8, thread =>
        {
            using var connection = source.OpenConnection();
            using var appender = connection.CreateAppender("t");
            appender.AppendColumns(DuckDBColumn.Constant<int>(thread, 5000), DuckDBColumn.Of(Enumerable.Range(0, 5000).ToArray()));
        });
        using var reading = source.OpenConnection();
        Assert.That(reading.Scalar("SELECT count(DISTINCT (thread, i)) FROM t"), Is.EqualTo(40_000L));
    }

    [Test]
    public void A_streaming_reader_holds_its_connection()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("SELECT range FROM range(100000)");
        command.UseStreamingMode = true;
        using (var reader = command.ExecuteReader())
        {
            Assert.That(reader.Read());
            Assert.That(() => connection.Scalar("SELECT 1"), Throws.InvalidOperationException.With.Message.Contains("streaming reader"));
        }

        Assert.That(connection.Scalar("SELECT 1"), Is.EqualTo(1));
    }

    [Test]
    public void A_closed_connection_says_so()
    {
        using var connection = TestDatabase.Open();
        var states = new List<ConnectionState>();
        connection.StateChange += (_, change) => states.Add(change.CurrentState);
        connection.Close();
        Assert.That(() => connection.Scalar("SELECT 1"), Throws.InvalidOperationException.With.Message.Contains("closed; call Open"));
        connection.Open();
        Assert.That(connection.Open, Throws.InvalidOperationException);
        Assert.That(states, Is.EqualTo(new[] { ConnectionState.Closed, ConnectionState.Open }));
    }

    [Test]
    public void Closing_rolls_an_open_transaction_back()
    {
        var file = Path.Combine(folder, "a.duckdb");
        using (var connection = TestDatabase.Open(file))
        {
            connection.Run("CREATE TABLE t(i INTEGER)");
            connection.BeginTransaction();
            connection.Run("INSERT INTO t VALUES (1)");
            Assert.That(() => connection.BeginTransaction(), Throws.InvalidOperationException);
            Assert.That(() => connection.BeginTransaction(IsolationLevel.Serializable), Throws.TypeOf<NotSupportedException>());
        }

        using var again = TestDatabase.Open(file);
        Assert.That(again.Scalar("SELECT count(*) FROM t"), Is.EqualTo(0L));
    }

    /// <summary>Whether this process has the file open, and so holds DuckDB's lock on it.</summary>
    private static bool IsOpen(string file) => Directory.EnumerateFiles("/proc/self/fd")
        .Any(descriptor => new FileInfo(descriptor).LinkTarget == Path.GetFullPath(file));
}
