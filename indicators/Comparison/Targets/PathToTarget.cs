namespace Insight.Indicators.Comparison.Targets;

/// <summary>Where a target's path is in a year.</summary>
public static class PathToTarget
{
    /// <summary>
    /// The value on the path. Linear: 200 in 2007 and 40 in 2030 give 88.7 in 2023. Geometric: the same percentage every year. Stepped: the
    /// value of the last step whose year has come, before the first the baseline. Before the baseline the baseline, after the target year the
    /// target.
    /// </summary>
    public static double At(Target target, int year)
    {
        var done = Math.Clamp((double)(year - target.Baseline.Year) / (target.Year - target.Baseline.Year), 0, 1);
        return target.Path switch
        {
            TargetPath.Stepped => target.Steps.LastOrDefault(step => step.Year <= year)?.Value ?? target.Baseline.Value,
            TargetPath.Geometric => target.Baseline.Value * Math.Pow(target.Value / target.Baseline.Value, done),
            _ => target.Baseline.Value + ((target.Value - target.Baseline.Value) * done),
        };
    }
}
