namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>The common classes of absence, to which every payroll system's codes are mapped in source.yml.</summary>
internal static class AbsenceClass
{
    /// <summary>
    /// Own illness; rehabilitation benefit; accident at work; accident on the way; occupational disease; care of a sick child; family
    /// leave; annual leave; study leave; job alternation; lay-off; other paid; other unpaid; quarantine.
    /// </summary>
    public static readonly IReadOnlyList<string> All =
    [
        "SICK_OWN", "SICK_REHAB_BENEFIT", "ACC_WORK", "ACC_COMMUTE", "OCC_DISEASE", "CARE_CHILD", "FAMILY", "ANNUAL", "STUDY", "JOB_ALT", "LAYOFF", "OTHER_PAID",
        "OTHER_UNPAID", "QUARANTINE",
    ];

    /// <summary>The class that a setting names.</summary>
    /// <exception cref="SettingsException">There is no such class.</exception>
    public static string Parse(SettingsNode setting) => All.Contains(setting.Text)
        ? setting.Text
        : throw setting.Wrong($"'{setting.Text}' is not a class of absence; known are {string.Join(", ", All)}.");
}
