using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The names that files have beside their own until they are whole: they tell which process writes them, so
/// that the next run can remove what a run left that was killed.
/// </summary>
internal static class AsideName
{
    /// <param name="number">Another one for each file that the process writes.</param>
    public static string Of(string path, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $".{FilePath.Name(path)}.{Environment.ProcessId}.{number}"
        );

    public static bool IsOf(int process, string name)
    {
        var words = name.Split('.');
        return words is ["", _, .., var writer, var number]
            && writer == process.ToString(CultureInfo.InvariantCulture)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
