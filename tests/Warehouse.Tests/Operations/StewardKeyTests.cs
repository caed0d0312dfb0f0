using System.Security.Cryptography;
using System.Text;
using Insight.Warehouse.Operations;

namespace Insight.Warehouse.Tests.Operations;

public sealed class StewardKeyTests
{
    private readonly SetClock clock = new();
    private TemporaryFolder folder = null!;
    private OperationsStore store = null!;
    private StewardKey key = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        store = OperationsStore.Open(folder.Data, clock);
        key = new StewardKey(store, folder.Data, clock);
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
        Assert.That(new StewardKey(OperationsStore.Open(other.Data, clock), other.Data, clock).EnsureExists(), Is.Not.EqualTo(key.EnsureExists()));
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
            store.Query("SELECT role, sha256, since FROM access_key", r => (r.GetString(0), r.GetString(1), r.GetString(2))),
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
        Assert.That(key.Matches(made));
        Assert.That(key.Matches(made + "\n"), "as read from the file");
        Assert.That(new StewardKey(store, folder.Data, clock).Matches(made), "after a restart");
        foreach (var wrong in new[] { "", " ", made[..63], made + "0", made.ToUpperInvariant(), new string('0', 64), "ä" })
        {
            Assert.That(key.Matches(wrong), Is.False, wrong);
        }
    }

    [Test]
    public void Before_there_is_a_key_nothing_matches_and_afterwards_it_does()
    {
        Assert.That(key.Matches(""), Is.False);
        Assert.That(key.Matches(key.EnsureExists()!));
    }
}
