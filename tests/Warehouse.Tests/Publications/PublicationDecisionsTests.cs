using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

/// <summary>Who may make what current, and what stays of it in the audit log.</summary>
public sealed class PublicationDecisionsTests
{
    private static readonly ApprovalFinding Jump = new("moved-too-much", "population", 1, 20, new CellDifference("KU016", "2024", [], 100, 900), "population: 1 value revised by more than 20 %.");

    private readonly SetClock clock = new();
    private TemporaryFolder folder = null!;
    private LakeBench lake = null!;
    private OperationsStore store = null!;
    private PublicationDecisions decisions = null!;
    private AuditLog audit = null!;

    [SetUp]
    public void Open()
    {
        (folder, lake) = (new TemporaryFolder(), new LakeBench());
        store = OperationsStore.Open(folder.Data, clock);
        decisions = new PublicationDecisions(store, lake.Store, clock);
        audit = new AuditLog(store, clock);
        decisions.PublishByRule(Written("p1", null), "content-1", "run-1");
    }

    [TearDown]
    public void Remove()
    {
        lake.Dispose();
        folder.Dispose();
    }

    [Test]
    public void What_the_rules_allow_is_current_at_once()
    {
        Assert.That(lake.Store.Pointer("public")!.Current, Is.EqualTo("p1"));
        Assert.That(decisions.Candidates.Find("p1")!.State, Is.EqualTo(CandidateState.Published));
        Assert.That(audit.List(0, 9).Select(Describe), Is.EqualTo(new[] { "rule publish p1 >p1 " }));
    }

    [Test]
    public void A_candidate_waits_with_its_findings_and_is_current_when_it_is_approved()
    {
        decisions.Await(Written("p2", "p1"), "content-2", "run-2", 1, [Jump]);
        Assert.That(lake.Store.Pointer("public")!.Current, Is.EqualTo("p1"));
        var waiting = decisions.Candidates.List(CandidateState.NeedsApproval, 9).Single();
        Assert.That((waiting.Publication, waiting.Run, waiting.Findings.Single().Worst!.NewValue), Is.EqualTo(("p2", "run-2", 900.0)));

        var approved = decisions.Approve("p2", "helmi", "checked with the producer");
        Assert.That((approved.State, approved.Opinions.Single().Steward), Is.EqualTo((CandidateState.Published, "helmi")));
        Assert.That(lake.Store.Pointer("public")!.History[^1].Reason, Is.EqualTo("approved by helmi: checked with the producer"));
        Assert.That(Describe(audit.Newest(1).Single()), Is.EqualTo("helmi approve p2 p1>p2 checked with the producer"));
    }

    [Test]
    public void Four_eyes_are_two_different_stewards()
    {
        decisions.Await(Written("p2", "p1"), "content-2", null, 2, [Jump]);
        Assert.That(decisions.Approve("p2", "helmi", null).State, Is.EqualTo(CandidateState.NeedsApproval));
        Assert.That(lake.Store.Pointer("public")!.Current, Is.EqualTo("p1"));
        AssertRefused("same-steward", () => decisions.Approve("p2", "helmi", null));
        Assert.That(decisions.Approve("p2", "otso", null).State, Is.EqualTo(CandidateState.Published));
        Assert.That(lake.Store.Pointer("public")!.History[^1].Reason, Is.EqualTo("approved by helmi and otso"));
    }

    [Test]
    public void A_returned_candidate_needs_a_comment_and_is_never_current()
    {
        decisions.Await(Written("p2", "p1"), "content-2", null, 1, [Jump]);
        AssertRefused("comment-missing", () => decisions.Return("p2", "helmi", " "));
        Assert.That(decisions.Return("p2", "helmi", "900 is a slip").State, Is.EqualTo(CandidateState.Returned));
        AssertRefused("not-waiting", () => decisions.Approve("p2", "helmi", null));
        AssertRefused("never-published", () => decisions.RollBack("public", "p2", "helmi", "why not"));
        Assert.That(decisions.Candidates.WithContent("p1", "content-2")!.Opinions.Single().Comment, Is.EqualTo("900 is a slip"));
    }

    [Test]
    public void A_later_candidate_takes_the_place_of_one_that_waits()
    {
        decisions.Await(Written("p2", "p1"), "content-2", null, 1, [Jump]);
        clock.Now = clock.Now.AddMinutes(1);
        decisions.Await(Written("p3", "p1"), "content-3", null, 1, [Jump]);
        Assert.That(decisions.Candidates.List(null, 9).Select(c => (c.Publication, c.State)), Is.EqualTo(new[]
        {
            ("p3", CandidateState.NeedsApproval), ("p2", CandidateState.Superseded), ("p1", CandidateState.Published),
        }));
        AssertRefused("not-waiting", () => decisions.Approve("p2", "helmi", null));
    }

    [Test]
    public void A_candidate_that_was_compared_with_what_is_no_longer_current_is_not_published()
    {
        decisions.PublishByRule(Written("p2", "p1"), "content-2", null);
        decisions.Await(Written("p3", "p2"), "content-3", null, 1, [Jump]);
        decisions.RollBack("public", "p1", "helmi", "p2 is wrong");
        AssertRefused("candidate-outdated", () => decisions.Approve("p3", "helmi", null));
    }

    [Test]
    public void Rolling_back_needs_a_former_publication_that_is_whole_and_a_reason()
    {
        decisions.PublishByRule(Written("p2", "p1", "KU016 2024 2"), "content-2", null);
        AssertRefused("comment-missing", () => decisions.RollBack("public", "p1", "helmi", null));
        AssertRefused("already-current", () => decisions.RollBack("public", "p2", "helmi", "x"));
        AssertRefused("unknown-publication", () => decisions.RollBack("public", "p9", "helmi", "x"));
        var pointer = decisions.RollBack("public", "p1", "helmi", "2 is wrong");
        Assert.That((pointer.Current, pointer.History[^1].Reason), Is.EqualTo(("p1", "rolled back by helmi: 2 is wrong")));
        Assert.That(Describe(audit.Newest(1).Single()), Is.EqualTo("helmi roll-back p1 p2>p1 2 is wrong"));

        File.Delete(lake.Store.ParquetPath(lake.Store.Manifest("p2")!.Indicators[0].Slices[0].File));
        Assert.That(() => decisions.RollBack("public", "p2", "helmi", "x"), Throws.TypeOf<PublicationException>().With.Message.Contains("lacks the file"));
        Assert.That(lake.Store.Pointer("public")!.Current, Is.EqualTo("p1"));
        Assert.That(audit.Verify().Faults, Is.Empty);
    }

    [Test]
    public void Two_that_decide_at_the_same_time_do_so_one_after_the_other()
    {
        decisions.Await(Written("p2", "p1"), "content-2", null, 1, [Jump]);
        var outcomes = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 8, i =>
        {
            try
            {
                new PublicationDecisions(store, lake.Store, clock).Approve("p2", $"steward-{i}", null);
                outcomes.Add("approved");
            }
            catch (DecisionException e)
            {
                outcomes.Add(e.Code);
            }
        });
        Assert.That(outcomes.Count(o => o == "approved"), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o == "not-waiting"), Is.EqualTo(7));
        Assert.That(lake.Store.Pointer("public")!.History, Has.Count.EqualTo(2));
        Assert.That(audit.Verify().Faults, Is.Empty);
    }

    private PublicationManifest Written(string id, string? previous, string cell = "KU016 2024 1")
    {
        var manifest = lake.Manifest(id, LakeBench.Indicator("population", [], lake.Slice([cell]))) with { Previous = previous };
        lake.Store.Write(manifest);
        return manifest;
    }

    private static void AssertRefused(string code, Action decide) =>
        Assert.That(Assert.Throws<DecisionException>(decide)!.Code, Is.EqualTo(code));

    private static string Describe(AuditEntry e) => $"{e.Fact.Who} {e.Fact.What} {e.Fact.Subject} {e.Fact.Before}>{e.Fact.After} {e.Fact.Comment}";
}
