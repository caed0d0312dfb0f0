namespace Insight.Warehouse.Publications;

/// <summary>A publication that was written and verified, and what was decided on it.</summary>
/// <param name="Publication">Its id.</param>
/// <param name="Edition">For whom it was written.</param>
/// <param name="Previous">The publication that it was compared with, or null.</param>
/// <param name="Content">Hash of what it publishes: the same content is put before the stewards once.</param>
/// <param name="Run">The run that computed it, or null.</param>
/// <param name="At">When it was put up.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Approvals">How many stewards must approve it.</param>
/// <param name="Findings">Why it was not published by rule.</param>
/// <param name="Opinions">What stewards said of it, oldest first.</param>
public sealed record Candidate(
    string Publication,
    string Edition,
    string? Previous,
    string Content,
    string? Run,
    DateTimeOffset At,
    CandidateState State,
    int Approvals,
    IReadOnlyList<ApprovalFinding> Findings,
    IReadOnlyList<Opinion> Opinions);

/// <summary>Where a candidate stands.</summary>
public enum CandidateState
{
    /// <summary>Waits for a steward.</summary>
    NeedsApproval,

    /// <summary>Was published, by rule or by stewards.</summary>
    Published,

    /// <summary>Was returned with a comment.</summary>
    Returned,

    /// <summary>A later candidate took its place.</summary>
    Superseded,
}

/// <summary>What one steward said of a candidate.</summary>
/// <param name="Steward">Who.</param>
/// <param name="At">When.</param>
/// <param name="Approves">True for approved, false for returned.</param>
/// <param name="Comment">In the steward's words; there is always one where it was returned.</param>
public sealed record Opinion(string Steward, DateTimeOffset At, bool Approves, string? Comment);

/// <summary>One reason why a candidate may not be published by rule.</summary>
/// <param name="Code">moved-too-much, jumped, withdrawn, check-warning, after-roll-back, after-return or computed-by-hand.</param>
/// <param name="Indicator">The indicator that it is about, or null.</param>
/// <param name="Count">How many cells, or warnings.</param>
/// <param name="Limit">The limit of the rule that was passed, or null.</param>
/// <param name="Worst">The cell that passed it furthest, or null.</param>
/// <param name="Message">One English sentence with the values.</param>
public sealed record ApprovalFinding(string Code, string? Indicator, long Count, double? Limit, CellDifference? Worst, string Message);

/// <summary>A steward asked for what cannot be done; the message says why and what can.</summary>
/// <param name="code">unknown-publication, not-waiting, candidate-outdated, same-steward, never-published, already-current or comment-missing.</param>
/// <param name="message">For people.</param>
public sealed class DecisionException(string code, string message) : Exception(message)
{
    /// <summary>Stable code that a program may branch on.</summary>
    public string Code { get; } = code;
}
