using Insight.Etl.Sources.MunicipalExports;

namespace Insight.Etl.Sources.Cases;

/// <summary>
/// Where classes of a municipality's task plan belong in the common list, and in how many days cases of each should be decided. Only what the list maps to the same member
/// is compared between municipalities.
/// </summary>
/// <param name="Prefixes">Beginning of a class (02 or 02.05) → member; the longest fits.</param>
/// <param name="Targets">Member → days.</param>
internal sealed record TaskClasses(IReadOnlyDictionary<string, string> Prefixes, IReadOnlyDictionary<string, int> Targets)
{
    /// <summary>Reads the lists of a municipality, else the common ones.</summary>
    /// <exception cref="SettingsException">A member has no target, or one that is no number of days.</exception>
    public static TaskClasses Read(SettingsNode own, SettingsNode common)
    {
        var prefixes = WordList.Read(own, common, "classes", null);
        var setting = own["targets"].Exists ? own["targets"] : common["targets"];
        var targets = setting.Entries.ToDictionary(e => e.Key, e => e.Value.Integer is > 0 and < 4000 and var days
            ? days
            : throw e.Value.Wrong($"'{e.Value.Text}' is not a number of days in which a case can be decided."), StringComparer.Ordinal);
        var without = prefixes.Values.FirstOrDefault(member => !targets.ContainsKey(member));
        return without is null ? new(prefixes, targets) : throw setting.Wrong($"'{without}' has no target; say under targets: in how many days such cases should be decided.");
    }

    /// <summary>The member to which a class belongs, or null.</summary>
    public string? MemberOf(string taskClass)
    {
        for (var part = taskClass; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('.'))])
        {
            if (Prefixes.TryGetValue(part, out var member))
            {
                return member;
            }
        }

        return null;
    }
}
