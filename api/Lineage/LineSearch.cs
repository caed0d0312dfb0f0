namespace Insight.Api.Lineage;

/// <summary>Finds the lines of the landed payloads in which a number's figures stand. A server that only reads has none.</summary>
/// <param name="find">Finds them all.</param>
public sealed class LineSearch(Func<Insight.Warehouse.Publications.Lineage, CancellationToken, IReadOnlyList<LineageLine>> find)
{
    /// <summary>Finds them all.</summary>
    public IReadOnlyList<LineageLine> Find(Insight.Warehouse.Publications.Lineage lineage, CancellationToken cancellationToken) => find(lineage, cancellationToken);
}

/// <summary>A line of a landed payload in which a figure of the number stands.</summary>
/// <param name="DataSet">The data set.</param>
/// <param name="Source">The source.</param>
/// <param name="File">Name of the payload within the source.</param>
/// <param name="Sha256">Landing hash of the payload.</param>
/// <param name="Line">Line from 1 (CSV), row of the sheet, or position from 1 (figures of JSON); of a figure that was made of several lines the first.</param>
/// <param name="Area">Area of the row; another than the number's where a municipality became part of it.</param>
/// <param name="Period">Period of the row.</param>
/// <param name="Members">Member of each breakdown of the data set.</param>
public sealed record LineageLine(string DataSet, string Source, string File, string Sha256, long Line, string Area, string Period, IReadOnlyDictionary<string, string> Members);
