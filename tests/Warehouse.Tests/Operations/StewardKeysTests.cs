using System.Security.Cryptography;
using System.Text;
using Insight.Warehouse.Operations;

namespace Insight.Warehouse.Tests.Operations;

public sealed class StewardKeysTests
{
    private readonly SetClock clock = new();
    private TemporaryFolder folder = null!;
    private OperationsStore store = null!;
    private StewardKeys key = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        store = OperationsStore.Open(folder.Data, clock);
        key = new StewardKeys(store, folder.Data, clock);
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void It_is_made_once_and_written_to_its_file()
    {
        var made = key.EnsureExists();
        Assert.That(made, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(File.ReadAllText(folder.Data.StewardKeyFile), Is.EqualTo(made + "\n"));
        Assert.That(key.EnsureExists(), Is.Null);
        Assert.That(File.ReadAllText(folder.Data.StewardKeyFile), Is.EqualTo(made + "\n"));
    }

    [Test]
    public void Two_data_folders_have_two_keys()
    {
        using var other = new TemporaryFolder();
        Assert.That(new StewardKeys(OperationsStore.Open(other.Data, clock), other.Data, clock).EnsureExists(), Is.Not.EqualTo(key.EnsureExists()));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "file modes are of Unix")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_its_owner_can_read_the_file_even_if_one_was_there_before([Values] bool before)
    {
        if (before)
        {
            File.WriteAllText(folder.Data.StewardKeyFile, "left over");
            File.SetUnixFileMode(folder.Data.StewardKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        key.EnsureExists();
        Assert.That(File.GetUnixFileMode(folder.Data.StewardKeyFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void The_store_keeps_its_hash_and_not_the_key()
    {
        var made = key.EnsureExists()!;
        Assert.That(
            store.Query("SELECT name, sha256, since FROM steward", r => (r.GetString(0), r.GetString(1), r.GetString(2))),
            Is.EqualTo(new[] { ("steward", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(made))), "2026-11-21T08:30:05.0000000Z") }));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.That(
            Directory.GetFiles(folder.Path, "operations.sqlite*").Where(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(made, StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public void The_right_key_matches_and_no_other()
    {
        var made = key.EnsureExists()!;
        Assert.That(key.Who(made), Is.EqualTo("steward"));
        Assert.That(key.Who(made + "\n"), Is.EqualTo("steward"), "as read from the file");
        Assert.That(new StewardKeys(store, folder.Data, clock).Who(made), Is.EqualTo("steward"), "after a restart");
        foreach (var wrong in new[] { "", " ", made[..63], made + "0", made.ToUpperInvariant(), new string('0', 64), "ä" })
        {
            Assert.That(key.Who(wrong), Is.Null, wrong);
        }
    }

    [Test]
    public void Before_there_is_a_key_nothing_matches_and_afterwards_it_does()
    {
        Assert.That(key.Who(""), Is.Null);
        Assert.That(key.Who(key.EnsureExists()!), Is.EqualTo("steward"));
    }

    [Test]
    public void Each_steward_has_a_key_of_their_own_that_can_be_taken_away_and_given_anew()
    {
        var first = key.EnsureExists()!;
        var helmi = key.Add("helmi", "command-line:admin");
        Assert.That((key.Who(first), key.Who(helmi)), Is.EqualTo(("steward", "helmi")));
        key.Revoke("helmi", "command-line:admin");
        Assert.That(key.Who(helmi), Is.Null);
        var again = key.Renew("helmi", "command-line:admin");
        Assert.That((key.Who(helmi), key.Who(again)), Is.EqualTo(((string?)null, "helmi")));
        Assert.That(key.List().Select(s => (s.Name, s.RevokedAt)), Is.EqualTo(new[] { ("helmi", (DateTimeOffset?)null), ("steward", null) }));
        Assert.That(new AuditLog(store, clock).List(0, 10).Select(e => (e.Fact.Who, e.Fact.What, e.Fact.Subject)), Is.EqualTo(new[]
        {
            ("command-line:admin", "key-add", "helmi"), ("command-line:admin", "key-revoke", "helmi"), ("command-line:admin", "key-renew", "helmi"),
        }));
    }

    [Test]
    public void A_lost_first_key_is_renewed_into_its_file()
    {
        var lost = key.EnsureExists()!;
        File.Delete(folder.Data.StewardKeyFile);
        var made = key.Renew(StewardKeys.First, "command-line:admin");
        Assert.That(File.ReadAllText(folder.Data.StewardKeyFile), Is.EqualTo(made + "\n"));
        Assert.That((key.Who(lost), key.Who(made)), Is.EqualTo(((string?)null, "steward")));
    }

    [Test]
    public void Names_that_are_taken_or_none_are_refused()
    {
        key.EnsureExists();
        Assert.That(() => key.Add("steward", "me"), Throws.TypeOf<FormatException>().With.Message.Contains("insight key renew steward"));
        Assert.That(() => key.Add("a b", "me"), Throws.TypeOf<FormatException>().With.Message.Contains("letters, digits"));
        Assert.That(() => key.Revoke("nobody", "me"), Throws.TypeOf<FormatException>().With.Message.Contains("insight key list"));
    }
}
