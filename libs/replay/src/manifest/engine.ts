/** The program that judged, by name and version (package.json; a test keeps them in step). */
export const ENGINE = 'avenant 0.2.0';
