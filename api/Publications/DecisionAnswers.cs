using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>Candidates, newest first.</summary>
public sealed record CandidatesAnswer(IReadOnlyList<CandidateAnswer> Candidates);

/// <summary>A publication that was written and verified, and what was decided on it.</summary>
/// <param name="Id">Id of the publication.</param>
/// <param name="State">needs-approval, published, returned or superseded.</param>
/// <param name="From">The publication that it was compared with.</param>
/// <param name="Run">The run that computed it.</param>
/// <param name="At">When it was put up.</param>
/// <param name="ApprovalsNeeded">How many stewards must approve it; 0 where the rule did.</param>
/// <param name="Findings">Why it was not published by rule.</param>
/// <param name="Opinions">What stewards said of it, oldest first.</param>
/// <param name="Changes">Cells that differ, counted; null where its manifest is gone.</param>
public sealed record CandidateAnswer(
    string Id, string State, string? From, string? Run, DateTimeOffset At, int ApprovalsNeeded,
    IReadOnlyList<FindingAnswer> Findings, IReadOnlyList<OpinionAnswer> Opinions, PublicationChanges? Changes)
{
    internal static CandidateAnswer Of(Candidate candidate, PublicationManifest? manifest) => new(
        candidate.Publication, Candidates.Word(candidate.State), candidate.Previous, candidate.Run, candidate.At, candidate.Approvals,
        [.. candidate.Findings.Select(FindingAnswer.Of)],
        [.. candidate.Opinions.Select(o => new OpinionAnswer(o.Steward, o.At, o.Approves ? "approved" : "returned", o.Comment))],
        manifest?.Changes);
}

/// <summary>One reason why a person must look.</summary>
/// <param name="Code">moved-too-much, jumped, withdrawn, check-warning, after-roll-back, after-return or computed-by-hand.</param>
/// <param name="Indicator">The indicator that it is about.</param>
/// <param name="Count">How many cells, or warnings.</param>
/// <param name="Limit">The rule's limit: percent, times the usual step, or cells.</param>
/// <param name="Worst">The cell that went furthest.</param>
/// <param name="Message">One English sentence with the values.</param>
public sealed record FindingAnswer(string Code, string? Indicator, long Count, double? Limit, MoverAnswer? Worst, string Message)
{
    internal static FindingAnswer Of(ApprovalFinding finding) => new(
        finding.Code, finding.Indicator, finding.Count, finding.Limit,
        finding.Worst is { } w ? new MoverAnswer(w.Area, w.Period, w.Members, w.OldValue, w.NewValue, w.OldValue == 0 ? null : 100 * (w.NewValue - w.OldValue) / Math.Abs(w.OldValue)) : null,
        finding.Message);
}

/// <summary>What one steward said.</summary>
/// <param name="Steward">Who.</param>
/// <param name="At">When.</param>
/// <param name="Verdict">approved or returned.</param>
/// <param name="Comment">In the steward's words.</param>
public sealed record OpinionAnswer(string Steward, DateTimeOffset At, string Verdict, string? Comment);

/// <summary>What a steward says of a decision.</summary>
/// <param name="Comment">In the steward's words; needed to return and to roll back.</param>
public sealed record DecisionRequest(string? Comment);

/// <summary>What is current after rolling back.</summary>
/// <param name="Current">Id of the current publication.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why.</param>
public sealed record RolledBackAnswer(string Current, DateTimeOffset Since, string Reason);

/// <summary>Entries of the audit log, and whether the log is as it was written.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Head">Number and hash of the last entry, to be noted elsewhere.</param>
/// <param name="IsIntact">Whether the chain of hashes holds.</param>
/// <param name="Faults">What is wrong, a sentence each.</param>
public sealed record AuditAnswer(IReadOnlyList<AuditEntryAnswer> Entries, long Total, string? Head, bool IsIntact, IReadOnlyList<string> Faults);

/// <summary>One entry of the audit log.</summary>
public sealed record AuditEntryAnswer(
    long Sequence, DateTimeOffset At, string Who, string What, string Subject, string? Before, string? After, string? Comment, string Previous, string Hash);
