using System.Runtime.InteropServices;
using SQLitePCL;

namespace ServiceBot.Host.Storage.Sqlite.Native;

/// <summary>The native library: the machine's own where it is newer than the bundled one, because the machine's gets security updates.</summary>
internal static class SqliteLibrary
{
    // 3.35.5, the version inside SQLitePCLRaw.bundle_e_sqlite3 2.0.6.
    private const int BundledVersion = 3_035_005;

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Loads the library once per process.</summary>
    /// <returns>The version in use, such as <c>3.40.1 (system)</c>.</returns>
    public static string Use() => Loaded.Value;

    private static string Load()
    {
        var system = FindSystemLibrary();
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => name == "e_sqlite3" ? system : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return $"{raw.sqlite3_libversion().utf8_to_string()} ({(system == IntPtr.Zero ? "bundled" : "system")})";
    }

    private static IntPtr FindSystemLibrary()
    {
        string[] names = OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
            : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
            : ["libsqlite3.so.0", "libsqlite3.so"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                if (VersionOf(library) > BundledVersion)
                {
                    return library;
                }

                NativeLibrary.Free(library);
            }
        }

        return IntPtr.Zero;
    }

    private static int VersionOf(IntPtr library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var address)
            ? Marshal.GetDelegateForFunctionPointer<LibraryVersionNumber>(address)()
            : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int LibraryVersionNumber();
}
