using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// A cell of the figures: all staff of a scope, or those of one sector, sex, age group or contract. Never two of them at once, so that cells stay large and no more than
/// a sector is told.
/// </summary>
/// <param name="Scope">like-for-like (without the sectors that came or left) or as-was.</param>
/// <param name="Dimension">Which breakdown it is a member of; empty for all staff.</param>
/// <param name="Member">The member; total for all staff.</param>
internal readonly record struct StaffCell(string Scope, string Dimension, string Member)
{
    public const string AsWas = "as-was";
    public const string Sector = "sector";
    public const string Sex = "sex";
    public const string AgeGroup = "age_group";
    public const string Contract = "contract";
    public const string Reason = "reason";

    /// <summary>All staff of a scope.</summary>
    public static StaffCell All(string scope) => new(scope, "", DefaultMember.Total);

    /// <summary>Its members for the breakdowns of a data set, in their order.</summary>
    public string[] Members(IReadOnlyList<Breakdown> breakdowns)
    {
        var members = new string[breakdowns.Count];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = breakdowns[i].Name == DefaultMember.Scope ? Scope : breakdowns[i].Name == Dimension ? Member : DefaultMember.Total;
        }

        return members;
    }

    /// <summary>The age group of somebody who becomes so many years old in a year.</summary>
    public static string AgeGroupOf(int age) => age switch { < 30 => "under-30", < 40 => "30-39", < 50 => "40-49", < 60 => "50-59", _ => "60-plus" };
}
