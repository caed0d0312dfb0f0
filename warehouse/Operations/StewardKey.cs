using System.Security.Cryptography;
using System.Text;

namespace Insight.Warehouse.Operations;

/// <summary>
/// The data steward's key: random, written at first start to <c>steward.key</c> (readable by its owner only), kept in the store as a hash.
/// Every request that changes something carries it as <c>Authorization: Bearer</c>.
/// </summary>
public sealed class StewardKey(OperationsStore store, DataFolder folder, TimeProvider clock)
{
    private const int Bytes = 32;
    private byte[]? hash;

    /// <summary>Makes a key where there is none yet.</summary>
    /// <returns>The new key, to be shown once, or null where one existed.</returns>
    public string? EnsureExists()
    {
        if (StoredHash() is not null)
        {
            return null;
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        WriteForOwnerOnly(folder.StewardKeyFile, key + "\n");
        store.Execute(
            "INSERT INTO access_key (role, sha256, since) VALUES ('steward', @0, @1)",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), OperationsStore.Text(clock.GetUtcNow()));
        return key;
    }

    /// <summary>Whether a presented key is the steward's; takes the same time wherever it differs.</summary>
    public bool Matches(string presented)
    {
        hash ??= StoredHash();
        return hash is not null && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented.Trim())));
    }

    private byte[]? StoredHash() =>
        store.Query("SELECT sha256 FROM access_key WHERE role = 'steward'", r => Convert.FromHexString(r.GetString(0))).SingleOrDefault();

    private static void WriteForOwnerOnly(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}
