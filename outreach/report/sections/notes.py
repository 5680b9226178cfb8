"""How things are counted: the definitions that the figures rest on."""

from flows.marking import marked
from outreach.report.document import Bullets, Section
from outreach.report.figures import ReportFigures
from outreach.report.words import Words

_NOTES = (
    marked(
        "Intento: una llamada o un mensaje que salió hacia la red, o que llegó de la persona. "
        "Lo que la red rechazó antes de marcar no cuenta."
    ),
    marked(
        "Contestó alguien: se oyó o se leyó a una persona, fuera o no la buscada. Un buzón de "
        "voz no cuenta. Quien llamó por su cuenta cuenta como intentado y contactado."
    ),
    marked(
        "Validada: confirmó su identidad y dijo si desea participar, sí o no. «No me "
        "interesa» es una entrevista completa, no un rechazo."
    ),
    marked(
        "Derivada: persona interesada que un agente debe atender. Quien pidió un agente sin "
        "responder si le interesa está en la sección de los agentes, no en este paso."
    ),
    marked(
        "Atendida por un agente: el agente anotó un resultado que solo se sabe hablando con "
        "la persona. Inscrita: ese resultado es una inscripción. Quien se inscribió después "
        "de pedir un agente, sin haber dicho si le interesaba, cuenta entre las inscritas del "
        "resumen y del costo, y no en el recorrido."
    ),
    marked(
        "Códigos y tasas: AAPOR, Standard Definitions. Un número que no sirve deja a la "
        "persona sin localizar (3.3), no la vuelve no elegible; entre los números, sí (4.3)."
    ),
    marked(
        "Kaplan–Meier: a quien se deja de intentar sin haberla alcanzado se la toma en cuenta "
        "hasta su último intento. Supone que se la habría alcanzado como a las demás, así que "
        "es un límite de lo que daría intentar con todas."
    ),
    marked(
        "Indicador R: 1 − 2·S(ρ), con ρ la parte alcanzada de cada cruce de municipio, sexo y "
        "edad, descontada de su variación la que se debe al azar."
    ),
    marked(
        "Privacidad: este informe no contiene nombres, números, documentos ni palabras de "
        "nadie. Las celdas pequeñas no se suprimen, porque es de uso interno: no lo publique "
        "entero."
    ),
)


def notes(f: ReportFigures, w: Words) -> Section:
    items = tuple(w.gettext(note) for note in _NOTES)
    return Section("notas", w.gettext("12. Cómo se cuenta"), (Bullets(items),))
