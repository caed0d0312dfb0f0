using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

/// <summary>A query that would run for hours.</summary>
internal static class LongQuery
{
    public const string Sql = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range, b.range) = 1";
}

public sealed class CancellationTests
{
    [Test]
    public void A_token_stops_the_query_and_the_connection_stays_usable()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command(LongQuery.Sql);
        for (var i = 0; i < 20; i++)
        {
            using var stop = new CancellationTokenSource();
            var running = command.ExecuteScalarAsync(stop.Token);
            stop.Cancel();
            Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
            Assert.That(connection.Scalar("SELECT 1"), Is.EqualTo(1));
        }
    }

    [Test]
    public void A_token_that_fires_later_stops_the_query()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command(LongQuery.Sql);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var error = Assert.ThrowsAsync<OperationCanceledException>(async () => await command.ExecuteNonQueryAsync(stop.Token));
        Assert.That(error!.CancellationToken, Is.EqualTo(stop.Token));
        Assert.That(error.InnerException, Is.TypeOf<DuckDBException>().With.Property(nameof(DuckDBException.ErrorType)).EqualTo(DuckDBErrorType.Interrupt));
    }

    [Test]
    public void A_cancelled_token_runs_nothing()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("CREATE TABLE t(i INTEGER)");
        Assert.That(async () => await command.ExecuteNonQueryAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(connection.Scalar("SELECT count(*) FROM duckdb_tables()"), Is.EqualTo(0L));
    }

    [Test]
    public void Cancel_stops_a_reader_being_made()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("SELECT 1; " + LongQuery.Sql);
        var running = command.ExecuteReaderAsync();
        command.Cancel();
        Assert.That(async () => await running, Throws.TypeOf<DuckDBException>().With.Property(nameof(DuckDBException.ErrorType)).EqualTo(DuckDBErrorType.Interrupt));
    }

    [Test]
    public void Cancel_after_the_end_does_nothing()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("SELECT 1");
        Assert.That(command.ExecuteScalar(), Is.EqualTo(1));
        command.Cancel();
        Assert.That(command.ExecuteScalar(), Is.EqualTo(1));
    }

    [Test]
    public void Rows_that_stream_are_stopped_between_chunks()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("SELECT range FROM range(1000000000000)");
        command.UseStreamingMode = true;
        using (var chunks = command.ExecuteChunks())
        {
            Assert.That(chunks.Read());
            command.Cancel();
            Assert.That(() => ReadAll(chunks), Throws.TypeOf<DuckDBException>());
        }

        Assert.That(connection.Scalar("SELECT 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_streaming_row_that_takes_forever_is_stopped_by_its_token()
    {
        using var connection = TestDatabase.Open();
        using var command = connection.Command("SELECT a.range FROM range(10000000) a, range(10000000) b WHERE hash(a.range, b.range) = 1");
        command.UseStreamingMode = true;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            await using var reader = await command.ExecuteReaderAsync(stop.Token);
            await reader.ReadAsync(stop.Token);
            Assert.Fail("The row should not have come.");
        }
        catch (OperationCanceledException)
        {
            Assert.That(connection.Scalar("SELECT 1"), Is.EqualTo(1));
        }
    }

    private static void ReadAll(DuckDBChunkReader chunks)
    {
        while (chunks.Read())
        {
        }
    }
}
