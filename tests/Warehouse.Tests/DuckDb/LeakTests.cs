using System.Diagnostics;
using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

/// <summary>100,000 queries of all kinds leave the process as large as 10,000 do.</summary>
[NonParallelizable]
public sealed class LeakTests
{
    private const int WarmUp = 10_000;
    private const int Queries = 100_000;
    private const string Text = "text longer than twelve bytes";
    private const long AllowedGrowth = 20 * 1024 * 1024;

    [Test]
    public void Many_queries_leak_neither_memory_nor_files()
    {
        using var source = new DuckDBDataSource("Data Source=:memory:;threads=1");
        using var connection = source.OpenConnection();
        connection.Run("CREATE TABLE t AS SELECT range AS i, 'a text longer than twelve bytes ' || range AS s FROM range(10)");
        using var prepared = connection.Command("SELECT $text::VARCHAR");
        prepared.Parameters.AddWithValue("text", Text);
        prepared.Prepare();
        Run(source, connection, prepared, WarmUp);
        var (memory, files) = Measure();
        Run(source, connection, prepared, Queries);
        var (memoryAfter, filesAfter) = Measure();
        TestContext.Out.WriteLine($"{Queries} queries: resident memory {memory / 1024} KB before, {memoryAfter / 1024} KB after");
        Assert.That(memoryAfter - memory, Is.LessThan(AllowedGrowth));
        Assert.That(filesAfter, Is.LessThanOrEqualTo(files + 4));
    }

    private static void Run(DuckDBDataSource source, DuckDBConnection connection, DuckDBCommand prepared, int queries)
    {
        var read = 0;
        for (var i = 0; i < queries; i++)
        {
            switch (i % 100)
            {
                case 0:
                    Assert.That(() => connection.Run("SELECT s::INTEGER FROM t"), Throws.TypeOf<DuckDBException>());
                    break;
                case 1:
                    using (var other = source.OpenConnection())
                    {
                        Assert.That(other.Scalar("SELECT $1 || 'ö'", Text), Is.EqualTo(Text + "ö"));
                    }

                    break;
                case 2:
                    using (var chunks = connection.Command("SELECT s, [i, NULL], 'a'::ENUM ('a', 'b') FROM t").ExecuteChunks())
                    {
                        Assert.That(chunks.Read() && chunks.Current.Texts(0).Count == 10 && chunks.Current.Enums(2)[0] == 0);
                    }

                    break;
                case 3:
                    using (var transaction = connection.BeginTransaction())
                    using (var appender = connection.CreateAppender("t"))
                    {
                        appender.AppendColumns(DuckDBColumn.Of([10L]), DuckDBColumn.Of(["a text longer than twelve bytes"]));
                    }

                    break;
                case 4:
                    Assert.That(connection.Scalar("SELECT s FROM t WHERE i = $1", 7), Does.EndWith("7"));
                    break;
                default:
                    prepared.Parameters[0].Value = Text;
                    using (var reader = prepared.ExecuteReader())
                    {
                        read += reader.Read() ? reader.GetString(0).Length : 0;
                    }

                    break;
            }
        }

        Assert.That(read, Is.EqualTo(queries / 100 * 95 * Text.Length));
    }

    private static (long Memory, int Files) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64, process.HandleCount);
    }
}
