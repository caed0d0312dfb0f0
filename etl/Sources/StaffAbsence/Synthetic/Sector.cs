namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>A sector of municipal work.</summary>
/// <param name="Name">As the payroll system writes it.</param>
/// <param name="CostCentre">Its cost centre.</param>
/// <param name="Agreement">Its collective agreement.</param>
/// <param name="Title">Code of the usual title.</param>
/// <param name="Level">Length of absences, in percent of the usual.</param>
/// <param name="First">First day on which the municipality has the task.</param>
/// <param name="Last">Last day on which it has it.</param>
internal sealed record Sector(string Name, string CostCentre, string Agreement, string Title, int Level, DateOnly First, DateOnly Last)
{
    public static readonly Sector EarlyEducation = Always("Varhaiskasvatus", "4410", "KVTES", "5123", 118);
    public static readonly Sector BasicEducation = Always("Perusopetus", "4510", "OVTES", "2341", 78);
    public static readonly Sector Food = Always("Ruoka- ja siivouspalvelut", "5210", "KVTES", "9112", 125);
    public static readonly Sector Technical = Always("Ympäristö ja tekniikka", "6110", "TS", "3112", 96);
    public static readonly Sector Administration = Always("Konsernihallinto", "1100", "KVTES", "4110", 80);
    public static readonly Sector Culture = Always("Kirjasto, kulttuuri ja nuorisotyö", "4710", "KVTES", "2622", 90);
    public static readonly Sector Business = Always("Elinvoima", "1300", "KVTES", "2431", 70);

    /// <summary>Came to the host municipality with the employment areas of 2025.</summary>
    public static readonly Sector EmploymentServices = new("Työllisyyspalvelut", "1400", "KVTES", "3333", 95, new DateOnly(2025, 1, 1), DateOnly.MaxValue);

    /// <summary>Social and health services, which left the municipality at the end of a year.</summary>
    public static Sector CareUntil(int year) => new("Sosiaali- ja terveyspalvelut", "3110", "KVTES", "5321", 135, DateOnly.MinValue, new DateOnly(year, 12, 31));

    private static Sector Always(string name, string costCentre, string agreement, string title, int level) =>
        new(name, costCentre, agreement, title, level, DateOnly.MinValue, DateOnly.MaxValue);
}
