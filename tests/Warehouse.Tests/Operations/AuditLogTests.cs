using Insight.Warehouse.Operations;

namespace Insight.Warehouse.Tests.Operations;

/// <summary>The audit log only grows, and whoever changes it all the same is found out.</summary>
public sealed class AuditLogTests
{
    private const string Unguarded = "DROP TRIGGER audit_entry_is_not_changed; DROP TRIGGER audit_entry_is_not_removed; ";

    private readonly SetClock clock = new();
    private TemporaryFolder folder = null!;
    private OperationsStore store = null!;
    private AuditLog log = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        store = OperationsStore.Open(folder.Data, clock);
        log = new AuditLog(store, clock);
        foreach (var subject in new[] { "p1", "p2", "p3", "p4" })
        {
            log.Add(new AuditFact("helmi", "approve", subject, "p0", subject, "äö \"looked\" through"));
        }
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void As_written_it_verifies_and_names_its_head()
    {
        var verdict = log.Verify();
        Assert.That(verdict.Faults, Is.Empty);
        Assert.That(verdict.Entries, Is.EqualTo(4));
        Assert.That(verdict.Head, Is.EqualTo("4:" + log.Newest(1).Single().Hash));
        log.Add(new AuditFact("otso", "return", "p5"));
        Assert.That(log.Verify(verdict.Head).Faults, Is.Empty, "a head that was noted earlier is still there");
        Assert.That(log.List(3, 10).Select(e => e.Fact.Who), Is.EqualTo(new[] { "helmi", "otso" }));
    }

    [Test]
    public void An_empty_log_is_whole()
    {
        using var other = new TemporaryFolder();
        Assert.That(new AuditLog(OperationsStore.Open(other.Data, clock), clock).Verify(), Is.EqualTo(new AuditVerification(0, null, [])).Using<AuditVerification>((a, b) => a.Entries == b.Entries && a.Head == b.Head && a.Faults.Count == b.Faults.Count));
    }

    [TestCase("UPDATE audit_entry SET who = 'otso' WHERE sequence = 2")]
    [TestCase("DELETE FROM audit_entry WHERE sequence = 4")]
    public void The_store_itself_refuses_to_change_or_remove(string sql) =>
        Assert.That(() => store.Execute(sql), Throws.Exception.With.Message.Contains("append-only"));

    [TestCase("UPDATE audit_entry SET who = 'otso' WHERE sequence = 2", "Entry 2 (approve of p2) was changed")]
    [TestCase("UPDATE audit_entry SET comment = NULL WHERE sequence = 4", "Entry 4 (approve of p4) was changed")]
    [TestCase("UPDATE audit_entry SET at = 'yesterday' WHERE sequence = 1", "Entry 1 (approve of p1) was changed")]
    [TestCase("UPDATE audit_entry SET hash = 'ff' WHERE sequence = 3", "Entry 4 does not follow")]
    [TestCase("DELETE FROM audit_entry WHERE sequence = 2", "Entry 3 does not follow")]
    [TestCase("DELETE FROM audit_entry WHERE sequence > 2", "has 2 entries and had 4")]
    [TestCase("DELETE FROM audit_entry", "has 0 entries and had 4")]
    [TestCase("UPDATE audit_entry SET sequence = 9 WHERE sequence = 4", "Entry 9 does not follow")]
    public void Whoever_gets_round_that_is_found_out(string sql, string fault)
    {
        store.Execute(Unguarded + sql);
        Assert.That(log.Verify().Faults, Has.Some.Contains(fault));
    }

    [Test]
    public void A_log_that_was_written_anew_lacks_the_head_that_was_noted()
    {
        var head = log.Verify().Head;
        store.Execute(Unguarded + "DELETE FROM audit_entry; DELETE FROM sqlite_sequence WHERE name = 'audit_entry'");
        log.Add(new AuditFact("otso", "approve", "p1"));
        Assert.That(log.Verify().Faults, Is.Empty, "in itself it is whole");
        Assert.That(log.Verify(head).Faults.Single(), Does.Contain("is not in the log"));
    }

    [Test]
    public void Many_that_write_at_the_same_time_make_one_chain()
    {
        Parallel.For(0, 20, i => new AuditLog(store, clock).Add(new AuditFact($"steward-{i}", "approve", "p9")));
        Assert.That((log.Verify().Faults.Count, log.Verify().Entries), Is.EqualTo((0, 24L)));
    }
}
