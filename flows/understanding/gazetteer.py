"""The places people name: the five municipalities and their barrios, all of Honduras, abroad.

Rows are comma-separated, in ordinary spelling; folding takes care of accents and slips.
"""

CITIES = {
    "tegucigalpa": (
        "tegucigalpa, tegus, teguz, tegu, tgu, tgus, tegucigalpa mdc, distrito central, la "
        "capital, "
        "capital, capitalina, comayaguela, comayaguela, comayagüela, teguci, "
        "teguc, tegucigal, "
        "teguciga, amdc, tecus"
    ),
    "san_pedro_sula": (
        "san pedro sula, san pedro, sps, sampedro sula, samper, sanper, san pedrito, san pedro "
        "zula, sula, "
        "la capital industrial, capital industrial, sanpedrosula, san pedrosula, san pegro"
    ),
    "la_ceiba": (
        "la ceiba, ceiba, seyba, ceibita, ceibena, la novia de honduras, laceiba, ceiba atlantida"
    ),
    "danli": "danli, danly, dan li, danlí, danlidanli, ciudad de las colinas",
    "choluteca": "choluteca, cholu, xoluteca, la sultana del sur, choluteka, coluteca, chulateca",
}

BARRIOS = {
    "tegucigalpa": (
        "kennedy, la kennedy, colonia kennedy, hato de enmedio, el hato, hatillo, el hatillo, "
        "suyapa, "
        "villanueva suyapa, la villanueva suyapa, nueva suyapa, flor del campo, la flor del "
        "campo, el pedregal, "
        "pedregal, carrizal, el carrizal, miraflores, loarque, las torres, torocagua, cerro "
        "grande, el picacho, "
        "la san miguel, villa olimpica, el reparto, la leona, barrio abajo, el chile, casamata, "
        "la travesia, "
        "los pinos, nueva capital, la nueva capital, ciudad lempira, monterrey tegucigalpa, "
        "arturo quezada, "
        "divino paraiso, la sosa, el sitio, toncontin, tamara, zambrano, amarateca, germania, "
        "rio abajo, "
        "el lolo, mateo, las casitas, san ignacio, tres de mayo, la tres de mayo, el obelisco, "
        "la bolsa, "
        "el estadio, morazan tegucigalpa, la quezada, la peña, las brisas tegucigalpa, "
        "santa lucia tegucigalpa, palmira, lomas del guijarro, altos de toncontin, la "
        "guasculile, guasculile, "
        "la era, villa nueva, las americas, el trapiche, la alameda, roble oeste, el roble, "
        "centro america oeste, "
        "centroamerica oeste, la canada, altos de loarque, residencial honduras, el bosque, la "
        "cabaña, "
        "campo cielo, la cantera, cantarero lopez, smith, la joya, la esperanza tegucigalpa, "
        "yaguacire, "
        "jacaleapa tegucigalpa, tizatillo, el tizatillo, ojojona road, san jose de la vega, 21 "
        "de octubre, "
        "la 21 de octubre, veintiuno de octubre, primero de diciembre, la pradera, las hadas, "
        "plan de ayala, "
        "john f kennedy, ulloa, ramon amaya amador, el guanacaste, barrio la granja, la granja, "
        "el manchen, "
        "buenos aires tegucigalpa, la ronda, sipile, la concordia, el bambu, mercado zonal "
        "belen, belen tegucigalpa, "
        "aldea suyapa, las minitas, country club, prado alto tegucigalpa, el prado, la rosa"
    ),
    "san_pedro_sula": (
        "chamelecon, rivera hernandez, la rivera hernandez, la rivera, cofradia, satelite, la "
        "satelite, "
        "colonia satelite, medina, barrio medina, lomas del carmen, el carmen, la planeta, "
        "planeta, barrio guamilito, guamilito, los andes, rio de piedras, suncery, sunseri, "
        "cabañas, "
        "barrio cabañas, lempira san pedro, fesitranh, la fesitranh, la pradera san pedro, "
        "jardines del valle, tara, trejo, la trejo, villas del sol, calpules, los alamos, san "
        "jose del boqueron, "
        "las palmas, choloma road, armenta, el merendon, merendon, naco, el zapotal, cienaguita "
        "san pedro, "
        "central metropolitana, sector rivera, la prado alto, dos caminos san pedro, "
        "barrio las palmas, la lopez arellano san pedro, ticamaya san pedro, san carlos de sula, "
        "sinai, asentamientos humanos, la cerrito lindo, cerrito lindo, la central, 6 de mayo, "
        "seis de mayo, "
        "kitur, casa quemada, la guadalupe san pedro, barandillas, el benque, paz barahona, "
        "barrio paz barahona, "
        "barrio concepcion, juan lindo, 15 de septiembre san pedro, stibys, aldea el carmen"
    ),
    "la_ceiba": (
        "sambo creek, corozal, el corozal, la isla ceiba, barrio la isla, potreritos, el "
        "confite, yaruca, "
        "satuye, barrio ingles, solares nuevos, la julia, melgar, el sauce, colonia el sauce, "
        "pizzati, "
        "la colonia pizzati, los maestros ceiba, bonitillo, el perú, alhambra, mejia, el "
        "naranjal, "
        "colonia 1 de mayo, las mercedes ceiba, el toronjal, toronjal, rio cangrejal, cangrejal, "
        "danto, "
        "el danto, el iman, barrio el iman, colonia suyapa ceiba, los laureles ceiba, la barra"
    ),
    "danli": (
        "jamastran, valle de jamastran, el zarzal, barrio el centro danli, tierra blanca danli, "
        "los arcos danli, el carmelo, la reforma danli, pueblo nuevo danli, chichicaste, el "
        "chichicaste, "
        "quebrada larga, araulí, arauli, el olingo, linda vista danli, escuapa, san diego danli, "
        "colonia nueva esperanza danli, villa santa, las animas, "
        "santa maria danli, la lodosa, cuyali, el obraje, apali, gualiqueme"
    ),
    "choluteca": (
        "los graneros, barrio los graneros, iztoca, colonia iztoca, barrio la libertad choluteca, "
        "san jose de la landa, santa elena choluteca, marcovia road, los mangos choluteca, "
        "barrio el hospital, sagrado corazon choluteca, la cruz choluteca, la providencia, "
        "cacique, "
        "el tamarindo choluteca, nuevo choluteca, limon de la cerca, nueva choluteca, renacer "
        "choluteca, "
        "barrio corbeta, corbeta, el porvenir choluteca, las colinas choluteca, linaca, "
        "aldea linaca, agua fria choluteca, el papalon, tulito, barrio campo sol, santa lucia "
        "choluteca"
    ),
}

DEPARTMENTS = (
    "atlantida, colon, comayagua, copan, cortes, choluteca, el paraiso, francisco morazan, "
    "gracias a dios, intibuca, islas de la bahia, la paz, lempira, ocotepeque, olancho, "
    "santa barbara, valle, yoro"
)

MUNICIPALITIES = (
    "tegucigalpita, tegucigalpita omoa, "
    # Atlántida
    "el porvenir, esparta, jutiapa, la masica, san francisco, tela, arizona honduras, arizona, "
    # Colón
    "trujillo, balfate, iriona, limon, saba, santa fe, santa rosa de aguan, sonaguera, tocoa, "
    "bonito oriental, "
    # Comayagua
    "comayagua, ajuterique, el rosario, esquias, humuya, la libertad, lamani, la trinidad, "
    "lejamani, "
    "meambar, minas de oro, ojos de agua, san jeronimo, san jose de comayagua, san jose del "
    "potrero, "
    "san luis, san sebastian, siguatepeque, sigua, villa de san antonio, las lajas, taulabe, "
    # Copán
    "santa rosa de copan, santa rosa, cabañas copan, concepcion copan, copan ruinas, ruinas de "
    "copan, "
    "corquin, cucuyagua, dolores, dulce nombre, el paraiso copan, florida copan, la jigua, la "
    "union, "
    "nueva arcadia, la entrada, la entrada copan, san agustin, san antonio, san jeronimo, san "
    "jose, "
    "san juan de opoa, san nicolas, san pedro de copan, san pedro copan, santa rita, trinidad de "
    "copan, veracruz copan, "
    # Cortés
    "choloma, omoa, pimienta, potrerillos, puerto cortes, puerto, san antonio de cortes, "
    "san francisco de yojoa, san manuel, santa cruz de yojoa, villanueva, la lima, lima, "
    "la lopez arellano, lopez arellano, cuyamel, baracoa, bufalo, peña blanca, rio lindo, "
    # Choluteca
    "apacilagua, concepcion de maria, duyure, el corpus, el triunfo, marcovia, morolica, "
    "namasigue, "
    "orocuina, pespire, san antonio de flores, san isidro, san jose choluteca, san marcos de "
    "colon, "
    "santa ana de yusguare, yusguare, monjaras, cedeño, guasaule, san bernardo, "
    # El Paraíso
    "yuscaran, alauca, el paraiso, guinope, jacaleapa, liure, moroceli, oropoli, potrerillos, "
    "san antonio de flores, san lucas, san matias, soledad, teupasenti, texiguat, vado ancho, "
    "yauyupe, "
    "trojes, las trojes, las manos, "
    # Francisco Morazán
    "alubaren, cedros, curaren, el porvenir, guaimaca, la libertad, la venta, la venta del sur, "
    "lepaterique, maraita, marale, nueva armenia, ojojona, orica, reitoca, sabanagrande, "
    "san antonio de oriente, san buenaventura, san ignacio, san juan de flores, cantarranas, "
    "san miguelito, santa ana, santa lucia, talanga, tatumbla, valle de angeles, villa de san "
    "francisco, "
    "vallecillo, zamorano, el zamorano, "
    # Gracias a Dios
    "puerto lempira, brus laguna, ahuas, juan francisco bulnes, villeda morales, wampusirpi, "
    "ramon villeda morales, la mosquitia, mosquitia, palacios, "
    # Intibucá
    "la esperanza, camasca, colomoncagua, concepcion, dolores, intibuca, jesus de otoro, otoro, "
    "magdalena, masaguara, san antonio, san isidro, san juan, san marcos de la sierra, "
    "san miguel guancapla, santa lucia, yamaranguila, san francisco de opalaca, "
    # Islas de la Bahía
    "roatan, guanaja, jose santos guardiola, utila, la isla de roatan, coxen hole, french "
    "harbour, "
    "la ceibita roatan, las islas, oak ridge, "
    # La Paz
    "la paz, aguanqueterique, cabañas la paz, cane, chinacla, guajiquiro, lauterique, marcala, "
    "mercedes de oriente, opatoro, san antonio del norte, san jose, san juan, san pedro de "
    "tutule, "
    "tutule, santa ana, santa elena, santa maria, santiago de puringla, puringla, yarula, "
    # Lempira
    "gracias, gracias lempira, belen, candelaria, cololaca, erandique, gualcince, guarita, la "
    "campa, "
    "la iguala, las flores, la union, la virtud, lepaera, mapulaca, piraera, san andres, san "
    "francisco, "
    "san juan guarita, san manuel colohete, san rafael, san sebastian, santa cruz, talgua, "
    "tambla, "
    "tomala, valladolid, virginia lempira, san marcos de caiquin, caiquin, "
    # Ocotepeque
    "ocotepeque, nueva ocotepeque, belen gualcho, concepcion, dolores merendon, fraternidad, "
    "la encarnacion, la labor, lucerna, mercedes, san fernando, san francisco del valle, san "
    "jorge, "
    "san marcos, san marcos de ocotepeque, santa fe, sensenti, sinuapa, "
    # Olancho
    "juticalpa, juti, campamento, catacamas, concordia, dulce nombre de culmi, culmi, el rosario, "
    "esquipulas del norte, gualaco, guarizama, guata, guayape, jano, la union, mangulile, manto, "
    "salama, san esteban, san francisco de becerra, san francisco de la paz, santa maria del "
    "real, "
    "silca, yocon, patuca, froylan turcios, "
    # Santa Bárbara
    "santa barbara, arada, atima, azacualpa, ceguaca, san jose de colinas, colinas, concepcion "
    "del norte, "
    "concepcion del sur, chinda, el nispero, gualala, ilama, macuelizo, naranjito, nuevo celilac, "
    "petoa, proteccion, quimistan, san francisco de ojuera, san luis, san marcos, san nicolas, "
    "san pedro zacapa, zacapa honduras, santa rita, san vicente centenario, trinidad, las vegas, "
    "nueva frontera, cofradia santa barbara, "
    # Valle
    "nacaome, alianza, amapala, aramecina, caridad, goascoran, langue, san francisco de coray, "
    "san lorenzo, coyolito, el tigre, isla del tigre, el amatillo, "
    # Yoro
    "yoro, arenal, el negrito, el progreso, progreso, jocon, morazan, morazan yoro, olanchito, "
    "santa rita, sulaco, victoria, yorito, "
    "la mosquitia hondurena, toyos, guaymas, urraco, triunfo de la cruz, tornabe, miami tela, "
    "punta gorda, "
    "santa rita de yoro, santa rita de copan, el poy"
)

ABROAD = (
    "estados unidos, los estados unidos, los estados, estados, united states, the states, "
    "norteamerica, "
    "el norte, norte, el otro lado, otro lado, eeuu, el extranjero, extranjero, otro pais, fuera "
    "del pais, "
    "fuera de honduras, allá arriba, usa, la usa, "
    "houston, tejas, texas, dallas, austin, san antonio tejas, el paso, mcallen, brownsville, "
    "miami, florida, "
    "la florida, tampa, orlando, nueva york, new york, niu york, nueva jersey, new jersey, nueva "
    "orleans, "
    "new orleans, luisiana, louisiana, los angeles, california, san francisco california, san "
    "diego, "
    "chicago, illinois, virginia, maryland, carolina, carolina del norte, north carolina, "
    "charlotte, "
    "georgia, atlanta, tennessee, nashville, boston, massachusetts, filadelfia, philadelphia, "
    "pensilvania, "
    "las vegas nevada, nevada, arizona usa, phoenix, colorado, denver, utah, seattle, oregon, "
    "washington, "
    "indiana, ohio, kansas, oklahoma, alabama, misisipi, mississippi, arkansas, minnesota, "
    "canada, toronto, "
    "mejico, mexico, tapachula, chiapas, monterrey, tijuana, ciudad juarez, juarez, piedras "
    "negras, reynosa, "
    "matamoros, nuevo laredo, laredo, ciudad de mejico, df, veracruz, puebla, cancun, "
    "guadalajara, "
    "nuevo leon, tabasco, oaxaca, sonora, tamaulipas, saltillo, tenosique, "
    "guatemala, guate, peten, zacapa, esquipulas, tecun uman, chiquimula, izabal, puerto barrios, "
    "el salvador, salvador, san salvador, san miguel el salvador, nicaragua, managua, costa rica, "
    "san jose costa rica, panama, belice, belize, "
    "españa, madrid, barcelona, valencia, sevilla, zaragoza, gerona, girona, bilbao, malaga, "
    "murcia, italia, "
    "italy, roma, milan, francia, paris, alemania, suiza, suecia, europa, inglaterra, londres, "
    "portugal, "
    "colombia, ecuador, peru, chile, argentina, brasil, venezuela, cuba, republica dominicana, "
    "china, "
    "japon, corea, israel, darien, gran caiman, islas caiman, caiman, spain, mexico city, bahamas"
)
