using Insight.Api.Problems;
using Insight.Etl.Deliveries;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>What became of a file or of pushed observations.</summary>
/// <param name="State">accepted, queued (accepted, and loaded as soon as a run of the source ends that is at work), acceptable (of a dry run), known (the same content came before) or waiting (for another file that belongs to it).</param>
/// <param name="Message">The same in one sentence.</param>
/// <param name="Source">The source.</param>
/// <param name="Name">Name of the payload within the source.</param>
/// <param name="Delivery">Id in the book of deliveries; of a known one the earlier; null where nothing was kept.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="RowsRead">Rows in it.</param>
/// <param name="Staged">Rows of data sets that they make.</param>
/// <param name="LeftOut">Rows that the settings leave out, by the reason they give.</param>
/// <param name="Refused">How many rows were refused; the others are loaded.</param>
/// <param name="BadRows">The first of them, at most as many as <c>limit</c>.</param>
/// <param name="AllBadRows">Address of all of them as CSV; null where none was refused or nothing was kept (ask with format=csv).</param>
/// <param name="Warnings">Checks that do not hold but stop nothing.</param>
/// <param name="Run">Address of the run that loads it; null where none was started yet.</param>
/// <param name="Load">Of a known delivery the number of the load that brought it into the facts, where it has been published.</param>
public sealed record FileAnswer(
    string State,
    string Message,
    string Source,
    string Name,
    string? Delivery,
    string Sha256,
    long Bytes,
    long RowsRead,
    long Staged,
    IReadOnlyDictionary<string, long> LeftOut,
    int Refused,
    IReadOnlyList<BadRow> BadRows,
    string? AllBadRows,
    IReadOnlyList<string> Warnings,
    string? Run,
    int? Load)
{
    internal static FileAnswer Of(IntakeReport report, int limit, Run? run, bool isQueued, Phrases phrases) => new(
        isQueued ? "queued" : report.State.ToString().ToLowerInvariant(),
        phrases.Of(isQueued ? $"{report.Message} Run {run!.Id} of the source is at work; this is queued and loaded as soon as that ends." : report.Message),
        report.Source, report.Name, report.Delivery?.Id, report.Sha256, report.Bytes, report.RowsRead, report.Staged, report.Ignored, report.Refused.Count,
        Rows(report.Refused, limit, phrases),
        report.Delivery is { } kept && report.Refused.Count > 0 ? $"/v1/sources/{report.Source}/files/{kept.Id}/bad-rows" : null,
        [.. report.Warnings.Select(w => w.ToString())],
        (isQueued ? null : run?.Id ?? report.Delivery?.Run) is { } id ? $"/v1/runs/{id}" : null,
        report.Load?.Number);

    internal static IReadOnlyList<BadRow> Rows(IReadOnlyList<QuarantinedRow> refused, int limit, Phrases phrases) =>
        [.. refused.Take(limit).Select(phrases.Of).Select(r => new BadRow(r.Line, r.Column, r.Value, r.Reason, r.Remedy))];
}

/// <summary>What may be delivered to a source, and what was.</summary>
/// <param name="Source">The source.</param>
/// <param name="Expected">The files that it takes.</param>
/// <param name="Deliveries">What was delivered, newest first.</param>
public sealed record FilesAnswer(string Source, IReadOnlyList<ExpectedFileAnswer> Expected, IReadOnlyList<DeliveryAnswer> Deliveries);

/// <summary>A file that a source takes.</summary>
/// <param name="File">Its name; the parameter <c>file</c>.</param>
/// <param name="Area">The municipality whose file it is, or null.</param>
public sealed record ExpectedFileAnswer(string File, string? Area)
{
    internal static ExpectedFileAnswer Of(ExpectedFile file) => new(file.Name, file.Area);
}

/// <summary>One delivery.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name of the payload within the source.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="At">When it came.</param>
/// <param name="By">Whose key delivered it.</param>
/// <param name="RowsRead">Rows in it.</param>
/// <param name="Staged">Rows of data sets that they made.</param>
/// <param name="Refused">Rows that were refused.</param>
/// <param name="Run">Address of the run that was started to load it.</param>
public sealed record DeliveryAnswer(string Id, string Name, string Sha256, long Bytes, DateTimeOffset At, string By, long RowsRead, long Staged, long Refused, string? Run)
{
    internal static DeliveryAnswer Of(DeliveryEntry entry) => new(
        entry.Id, entry.Name, entry.Sha256, entry.Bytes, entry.At, entry.By, entry.RowsRead, entry.Staged, entry.Refused, entry.Run is null ? null : $"/v1/runs/{entry.Run}");
}

/// <summary>Observations that a system pushes.</summary>
/// <param name="Observations">The observations; the same area, period, members and measure come once.</param>
public sealed record PushRequest(IReadOnlyList<PushedObservation> Observations);

/// <summary>One observation; besides these members it has one for each breakdown of the data set.</summary>
/// <param name="Area">Area: KU016, 016.</param>
/// <param name="Period">Period of the data set's frequency: 2025, 2025-Q1, 2025-01.</param>
/// <param name="Measure">Measure; may be left out where the data set has one.</param>
/// <param name="Value">The number, or null.</param>
/// <param name="Status">Why there is no number, or a reservation on it; see the statuses of values.</param>
public sealed record PushedObservation(string Area, string Period, string? Measure, double? Value, string? Status);
