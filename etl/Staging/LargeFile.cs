using Insight.Etl.Landing;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging;

/// <summary>
/// A file whose rows are never all in memory: the loader has it read in parts, and brings each part into the warehouse's staging table before the next is read.
/// </summary>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="File">The landed payload.</param>
/// <param name="Read">Reads it into a staging area of its own and calls back whenever the table holds a part, and at the end.</param>
public sealed record LargeFile(DataSet DataSet, LandedFile File, Action<StagingArea, Action, CancellationToken> Read)
{
    /// <summary>A file of more bytes is read in parts by itself, where its settings and the source's checks allow it.</summary>
    public const long FromBytes = 40_000_000;

    /// <summary>Rows of a part: enough that the database takes them column by column, few enough for some tens of megabytes.</summary>
    public const int PartRows = 50_000;

    /// <summary>Ranges of <c>checks.yml</c> by which single rows are refused, part by part.</summary>
    public IReadOnlyList<RangeRule> Ranges { get; init; } = [];

    /// <summary>What is said to the database while such a file is read into a staging table: beyond this it uses the disk, and a thread less needs no buffers.</summary>
    public const string MemoryLimit = "SET memory_limit = '64MB'; SET threads = 1";

    /// <summary>What is said before its rows are compared with known ones: rows that are revised are kept in memory until the transaction ends.</summary>
    public const string CompareLimit = "SET memory_limit = '200MB'";

    /// <summary>What is said to the database afterwards: its usual limit.</summary>
    public const string MemoryReset = "RESET memory_limit; RESET threads";
}
