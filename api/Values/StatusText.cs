using System.Text;
using Insight.Warehouse.Observations;

namespace Insight.Api.Values;

/// <summary>Ready text of every observation status, by its position in <see cref="ObservationStatus.All"/>.</summary>
internal static class StatusText
{
    /// <summary>Position of the status of cells that no row delivered.</summary>
    public static readonly byte Unknown = (byte)ObservationStatus.All.ToList().IndexOf(ObservationStatus.Unknown);

    /// <summary>Position of the status of the first value after a break that has no other reservation.</summary>
    public static readonly byte Break = (byte)ObservationStatus.All.ToList().IndexOf(ObservationStatus.Break);

    /// <summary><c>,"status":"estimated","obsStatus":"E","confStatus":"F"</c>; empty for normal.</summary>
    public static readonly byte[][] Json = [.. ObservationStatus.All.Select(s => Encoding.ASCII.GetBytes(
        s.Code.Length == 0 ? "" : $",\"status\":\"{s.Code}\",\"obsStatus\":\"{s.ObsStatus}\",\"confStatus\":\"{s.ConfStatus}\""))];

    /// <summary><c>estimated,E,F</c>; a normal one has an empty code.</summary>
    public static readonly byte[][] Csv =
    [
        .. ObservationStatus.All.Select(s => Encoding.ASCII.GetBytes($"{s.Code},{s.ObsStatus},{s.ConfStatus}"))
    ];

    /// <summary>Length of the longest text.</summary>
    public static readonly int Longest = Json.Max(t => t.Length);
}
