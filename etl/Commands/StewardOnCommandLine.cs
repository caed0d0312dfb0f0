using Insight.Etl.Run;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary>Which steward sits at the command line: whose key the variable <c>INSIGHT_STEWARD_KEY</c> or the file <c>steward.key</c> holds.</summary>
internal static class StewardOnCommandLine
{
    private const string Variable = "INSIGHT_STEWARD_KEY";

    /// <summary>The steward's name. Where nobody has a key yet, the first one is made as at the server's first start.</summary>
    /// <exception cref="DecisionException">The key is nobody's.</exception>
    public static string Name(Workplace place)
    {
        var keys = new StewardKeys(place.Operations, place.Folder, place.Clock);
        keys.EnsureExists();
        var key = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own ? own
            : File.Exists(place.Folder.StewardKeyFile) ? File.ReadAllText(place.Folder.StewardKeyFile) : "";
        return keys.Who(key) ?? throw new DecisionException(
            "unauthorized",
            $"No steward's key is in {Variable} or {place.Folder.StewardKeyFile}, or it was revoked; set {Variable} to your key, or get a new one with 'insight key renew <name>'.");
    }

    /// <summary>Who uses the program, for what needs no key because it needs the data folder itself.</summary>
    public static string User => "command-line:" + Environment.UserName;
}
