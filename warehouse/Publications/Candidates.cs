using System.Text.Json;
using Insight.Warehouse.Operations;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Publications;

/// <summary>The candidates and the stewards' opinions in the operations store.</summary>
public sealed class Candidates(OperationsStore store)
{
    private const string Columns = "publication, edition, previous, content, run, at, state, approvals, findings";

    private static readonly string[] Words = ["needs-approval", "published", "returned", "superseded"];

    /// <summary>The word for a state, as stored and served.</summary>
    public static string Word(CandidateState state) => Words[(int)state];

    /// <summary>A candidate by the id of its publication, or null.</summary>
    public Candidate? Find(string publication) => store.Query($"SELECT {Columns} FROM candidate WHERE publication = @0", Read, publication).Select(WithOpinions).SingleOrDefault();

    /// <summary>Candidates, newest first, all or those in one state.</summary>
    public IReadOnlyList<Candidate> List(CandidateState? state, int limit) =>
        [.. store.Query($"SELECT {Columns} FROM candidate WHERE @0 IS NULL OR state = @0 ORDER BY at DESC, publication DESC LIMIT @1", Read, state is { } s ? Word(s) : null, limit).Select(WithOpinions)];

    /// <summary>The newest candidate that was compared with a publication and has a content, whatever was decided on it; null where none has.</summary>
    public Candidate? WithContent(string? previous, string content) => store.Query(
        $"SELECT {Columns} FROM candidate WHERE previous IS @0 AND content = @1 AND state <> 'superseded' ORDER BY at DESC LIMIT 1", Read, previous, content)
        .Select(WithOpinions).SingleOrDefault();

    /// <summary>The newest candidate that was compared with a publication; null where there is none.</summary>
    public Candidate? NewestAfter(string previous) => store.Query(
        $"SELECT {Columns} FROM candidate WHERE previous = @0 ORDER BY at DESC, publication DESC LIMIT 1", Read, previous).SingleOrDefault();

    /// <summary>Writes a new candidate; those that waited before are superseded.</summary>
    internal static void Add(StoreTransaction transaction, Candidate candidate)
    {
        transaction.Execute("UPDATE candidate SET state = 'superseded' WHERE state = 'needs-approval' AND edition = @0", candidate.Edition);
        transaction.Execute(
            $"INSERT INTO candidate ({Columns}) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8) "
            + "ON CONFLICT (publication) DO UPDATE SET run = @4, at = @5, state = @6, approvals = @7, findings = @8",
            candidate.Publication, candidate.Edition, candidate.Previous, candidate.Content, candidate.Run, OperationsStore.Text(candidate.At),
            Word(candidate.State), candidate.Approvals, JsonSerializer.Serialize(candidate.Findings, PublicationJson.Options));
    }

    /// <summary>Writes what a steward said, and where the candidate stands since.</summary>
    internal static void AddOpinion(StoreTransaction transaction, string publication, Opinion opinion, CandidateState state)
    {
        transaction.Execute(
            "INSERT INTO opinion (publication, steward, at, approves, comment) VALUES (@0, @1, @2, @3, @4) ON CONFLICT (publication, steward) DO UPDATE SET at = @2, approves = @3, comment = @4",
            publication, opinion.Steward, OperationsStore.Text(opinion.At), opinion.Approves ? 1 : 0, opinion.Comment);
        transaction.Execute("UPDATE candidate SET state = @1 WHERE publication = @0", publication, Word(state));
    }

    private Candidate WithOpinions(Candidate candidate) => candidate with
    {
        Opinions = store.Query(
            "SELECT steward, at, approves, comment FROM opinion WHERE publication = @0 ORDER BY at, steward",
            r => new Opinion(r.GetString(0), OperationsStore.Moment(r, 1)!.Value, r.GetInt64(2) == 1, OperationsStore.TextOrNull(r, 3)),
            candidate.Publication),
    };

    private static Candidate Read(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), OperationsStore.TextOrNull(r, 2), r.GetString(3), OperationsStore.TextOrNull(r, 4), OperationsStore.Moment(r, 5)!.Value,
        (CandidateState)Array.IndexOf(Words, r.GetString(6)), r.GetInt32(7),
        JsonSerializer.Deserialize<List<ApprovalFinding>>(r.GetString(8), PublicationJson.Options)!, []);
}
