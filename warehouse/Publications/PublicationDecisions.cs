using System.Globalization;
using Insight.Warehouse.Operations;

namespace Insight.Warehouse.Publications;

/// <summary>
/// Everything that moves an edition's pointer: publishing by rule, approving, returning, rolling back. Each is one transaction of the
/// operations store, which also writes it into the audit log; so two that decide at the same time do so one after the other.
/// </summary>
public sealed class PublicationDecisions(OperationsStore store, PublicationStore lake, TimeProvider clock)
{
    /// <summary>Who decided, in the audit log, where a rule did.</summary>
    public const string Rule = "rule";

    private const string ByRule = "published by rule: all checks passed";
    private readonly AuditLog audit = new(store, clock);

    /// <summary>The candidates.</summary>
    public Candidates Candidates { get; } = new(store);

    /// <summary>Makes a verified candidate current because the rules allow it.</summary>
    public void PublishByRule(PublicationManifest manifest, string content, string? run)
    {
        using var transaction = store.Begin();
        Candidates.Add(transaction, CandidateOf(manifest, content, run, CandidateState.Published, 0, []));
        Move(transaction, manifest.Edition, manifest.Id, new AuditFact(Rule, "publish", manifest.Id), ByRule);
    }

    /// <summary>Puts a verified candidate before the stewards.</summary>
    /// <param name="manifest">The candidate.</param>
    /// <param name="content">Hash of what it publishes.</param>
    /// <param name="run">The run that computed it, or null.</param>
    /// <param name="approvals">How many stewards must approve it.</param>
    /// <param name="findings">Why it is not published by rule; at least one.</param>
    public void Await(PublicationManifest manifest, string content, string? run, int approvals, IReadOnlyList<ApprovalFinding> findings)
    {
        using var transaction = store.Begin();
        Candidates.Add(transaction, CandidateOf(manifest, content, run, CandidateState.NeedsApproval, approvals, findings));
        audit.Add(transaction, new AuditFact(Rule, "needs-approval", manifest.Id, manifest.Previous, null, string.Join(" ", findings.Select(f => f.Message))));
        transaction.Commit();
    }

    /// <summary>Approves a waiting candidate; with the last approval that it needs, it becomes current.</summary>
    /// <exception cref="DecisionException">It does not wait, another one became current meanwhile, or the same steward approved it already.</exception>
    public Candidate Approve(string id, string steward, string? comment)
    {
        using var transaction = store.Begin();
        var candidate = Waiting(id);
        if (lake.Pointer(candidate.Edition)?.Current is var current && current != candidate.Previous)
        {
            throw new DecisionException("candidate-outdated", $"Candidate {id} was compared with {candidate.Previous ?? "nothing"}, and {current} is current since; run the sources again for a candidate that is compared with it.");
        }

        var before = candidate.Opinions.Where(o => o.Approves).ToList();
        if (before.Any(o => o.Steward == steward))
        {
            throw new DecisionException("same-steward", string.Create(CultureInfo.InvariantCulture, $"Candidate {id} needs {candidate.Approvals} stewards, and '{steward}' approved it already; another steward must approve it as well."));
        }

        var isLast = before.Count + 1 >= candidate.Approvals;
        Candidates.AddOpinion(transaction, id, new Opinion(steward, clock.GetUtcNow(), true, comment), isLast ? CandidateState.Published : CandidateState.NeedsApproval);
        var fact = new AuditFact(steward, "approve", id, Comment: comment);
        if (isLast)
        {
            Move(transaction, candidate.Edition, id, fact, Reason("approved", before.Select(o => o.Steward).Append(steward), comment));
        }
        else
        {
            audit.Add(transaction, fact);
            transaction.Commit();
        }

        return Candidates.Find(id)!;
    }

    /// <summary>Returns a waiting candidate: it is not published, and the same content is not put up again.</summary>
    /// <exception cref="DecisionException">It does not wait, or no comment says what is wrong with it.</exception>
    public Candidate Return(string id, string steward, string? comment)
    {
        RequireComment(comment, "Say what is wrong with the candidate, so that whoever delivered it can mend it.");
        using var transaction = store.Begin();
        Waiting(id);
        Candidates.AddOpinion(transaction, id, new Opinion(steward, clock.GetUtcNow(), false, comment), CandidateState.Returned);
        audit.Add(transaction, new AuditFact(steward, "return", id, Candidates.Word(CandidateState.NeedsApproval), Candidates.Word(CandidateState.Returned), comment));
        transaction.Commit();
        return Candidates.Find(id)!;
    }

    /// <summary>Makes a former publication current again. It was verified when it was published; that its files are there is looked at now.</summary>
    /// <exception cref="DecisionException">It is current, or never was; or no comment says why.</exception>
    /// <exception cref="PublicationException">The lake lacks a file of it.</exception>
    public EditionPointer RollBack(string edition, string id, string steward, string? comment)
    {
        RequireComment(comment, "Say why it is rolled back; the reason stays in the history.");
        using var transaction = store.Begin();
        var pointer = lake.Pointer(edition);
        if (pointer?.Current == id)
        {
            throw new DecisionException("already-current", $"Publication {id} is current already; name an earlier one.");
        }

        if (lake.Manifest(id) is not { } manifest)
        {
            throw Unknown(id);
        }

        if (pointer?.History.Any(m => m.Publication == id) != true)
        {
            throw new DecisionException("never-published", $"Publication {id} never was current; approve it, or name one that was.");
        }

        RequireFiles(manifest);
        return Move(transaction, edition, id, new AuditFact(steward, "roll-back", id, Comment: comment), $"rolled back by {steward}: {comment}");
    }

    private EditionPointer Move(StoreTransaction transaction, string edition, string id, AuditFact fact, string reason)
    {
        audit.Add(transaction, fact with { Before = lake.Pointer(edition)?.Current, After = id });
        var moved = lake.MakeCurrent(edition, id, clock.GetUtcNow(), reason);
        transaction.Commit();
        return moved;
    }

    private Candidate Waiting(string id)
    {
        var candidate = Candidates.Find(id) ?? throw Unknown(id);
        return candidate.State == CandidateState.NeedsApproval
            ? candidate
            : throw new DecisionException("not-waiting", $"Candidate {id} does not wait for approval, it is {Candidates.Word(candidate.State)}; those that wait are listed with 'insight publish list' and at /v1/candidates.");
    }

    private void RequireFiles(PublicationManifest manifest)
    {
        var gone = manifest.Indicators.SelectMany(i => i.Slices).Select(s => lake.ParquetPath(s.File)).Append(lake.DocumentPath(manifest.AreasFile)).FirstOrDefault(path => !File.Exists(path));
        if (gone is not null)
        {
            throw new PublicationException($"Publication '{manifest.Id}' lacks the file '{Path.GetFileName(gone)}', the current one stays; restore it from a copy of the lake.");
        }
    }

    private Candidate CandidateOf(PublicationManifest manifest, string content, string? run, CandidateState state, int approvals, IReadOnlyList<ApprovalFinding> findings) =>
        new(manifest.Id, manifest.Edition, manifest.Previous, content, run, clock.GetUtcNow(), state, approvals, findings, []);

    private static string Reason(string what, IEnumerable<string> stewards, string? comment) =>
        $"{what} by {string.Join(" and ", stewards)}{(string.IsNullOrWhiteSpace(comment) ? "" : ": " + comment)}";

    private static void RequireComment(string? comment, string remedy)
    {
        if (string.IsNullOrWhiteSpace(comment))
        {
            throw new DecisionException("comment-missing", "A comment is missing. " + remedy);
        }
    }

    private static DecisionException Unknown(string id) => new("unknown-publication", $"There is no publication '{id}'; list them with 'insight publish list', or at /v1/publications and /v1/candidates.");
}
